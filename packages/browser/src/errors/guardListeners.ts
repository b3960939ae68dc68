import { peek, safely, wrapMethod } from '@vigil/core';
import { classOf } from '../owners/classOf';
import { pageState } from '../owners/pageState';
import type { Tell } from '../owners/watchPage';
import { createRegistrations } from './createRegistrations';
import { type Callback, type Guard, guardCallback, type Thrown } from './guardCallback';

/** Guards of any prototype: patches of two that inherit from each other see each other's. */
const guards = new WeakSet<object>();

/**
 * Puts guards around the listeners that are added to targets of this class. Which guard stands for which listener is known by target, type,
 * listener and phase, as the browser does: added twice it is called once, and it is removed by itself. Returns the undo, after which the
 * browser holds the listeners themselves.
 */
export function guardListeners(prototype: EventTarget, tell: Tell<Thrown>, unregisterOriginals: boolean): () => void {
  const target = prototype as unknown as Record<'addEventListener' | 'removeEventListener', Guard>;
  const { addEventListener: add, removeEventListener: remove } = target;
  const registrations = createRegistrations(add, remove);
  let isOff = false;
  const isOurs = (type: unknown, listener: unknown) =>
    !isOff && typeof type === 'string' && Object(listener) === listener && !guards.has(listener as object);

  function guardOf(on: EventTarget, type: string, listener: Callback, options: unknown): Guard {
    const capture = isCapture(options);
    let guard = registrations.find(on, type, listener, capture)?.guard;
    if (!guard) {
      const once = peek(options, 'once') ? () => registrations.take(on, type, listener, capture) : undefined;
      const api = typeof listener === 'function' ? 'addEventListener' : 'handleEvent';
      guard = guardCallback(listener, api, isReactTrying(on, type) ? passOver : tell, classOf(on), once);
      guards.add(guard);
    }
    registrations.add(on, { type, listener, capture, options, guard });
    return guard;
  }

  const undoAdd = wrapMethod(
    target,
    'addEventListener',
    original =>
      function (...args) {
        const [type, listener, options, ...more] = args as [string, Callback, unknown, ...unknown[]];
        if (!isOurs(type, listener)) return original.apply(this, args);
        // a page may have a `Map` of its own, and targets that throw when they are looked at
        const guard = safely(() => guardOf((this ?? globalThis) as EventTarget, type, listener, options));
        if (!guard) return original.apply(this, args);
        if (unregisterOriginals) remove.call(this, type, listener, options);
        return original.call(this, type, guard, options, ...more);
      },
  );
  const undoRemove = wrapMethod(
    target,
    'removeEventListener',
    original =>
      function (...args) {
        const [type, listener, options] = args as [string, Callback, unknown];
        const taken =
          isOurs(type, listener) &&
          safely(() => registrations.take((this ?? globalThis) as EventTarget, type, listener, isCapture(options)));
        if (taken) original.call(this, type, taken.guard, options);
        // added before we were here, or in other ways
        return original.apply(this, args);
      },
  );
  return () => {
    undoAdd();
    undoRemove();
    isOff = true;
    registrations.giveBack();
  };
}

/** React 17 and 18 in development: components run as listeners of an event of its own, whose errors React hands to boundaries, or throws. */
function isReactTrying(target: EventTarget, type: string): boolean {
  return type.startsWith('react-') && peek(target, 'nodeName') === 'REACT';
}
const passOver: Tell<Thrown> = ({ error }) => {
  pageState().rethrown = { error };
};

function isCapture(options: unknown): boolean {
  return !!(Object(options) === options ? peek(options, 'capture') : options);
}
