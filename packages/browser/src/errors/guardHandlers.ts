import { peek, safely } from '@vigil/core';
import type { Tell } from '../owners/watchPage';
import { type Guard, guardCallback, type Thrown } from './guardCallback';

/** Puts guards around the handlers that requests are given as properties (`xhr.onload = ...`), which read as what was set. Returns the undo. */
export function guardHandlers(tell: Tell<Thrown>): () => void {
  const originals = new WeakMap<object, unknown>();
  const undo = ['XMLHttpRequestEventTarget', 'XMLHttpRequest'].flatMap(name => {
    const prototype = peek(peek(globalThis, name), 'prototype');
    const keys = Object.keys(Object(prototype)).filter(key => /^on/.test(key));
    return keys.map(key => safely(() => guardProperty(prototype as object, key, originals, tell)));
  });
  return () => {
    for (const restore of undo) safely(() => restore?.());
  };
}

function guardProperty(prototype: object, key: string, originals: WeakMap<object, unknown>, tell: Tell<Thrown>): (() => void) | undefined {
  const native = Object.getOwnPropertyDescriptor(prototype, key);
  const { get, set } = native ?? {};
  if (!native || !get || !set) return undefined;
  const guarded = {
    ...native,
    get(this: unknown): unknown {
      const handler = get.call(this);
      return originals.get(handler) ?? handler;
    },
    set(this: unknown, handler: unknown): void {
      let guard = handler;
      if (typeof handler === 'function') {
        guard = guardCallback(handler as Guard, `xhr.${key}`, tell);
        originals.set(guard as Guard, handler);
      }
      set.call(this, guard);
    },
  };
  // frozen ones throw and stay
  Object.defineProperty(prototype, key, guarded);
  return () => {
    if (Object.getOwnPropertyDescriptor(prototype, key)?.set === guarded.set) Object.defineProperty(prototype, key, native);
  };
}
