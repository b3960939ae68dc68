import { type Integration, peek, stopAll, wrapMethod } from '@vigil/core';
import { type Guard, guardCallback } from './guardCallback';
import { guardHandlers } from './guardHandlers';
import { guardListeners } from './guardListeners';
import { watchCallbacks } from './watchCallbacks';

export interface BrowserApiErrorsOptions {
  /** Default true. */
  setTimeout?: boolean | undefined;
  /** Default true. */
  setInterval?: boolean | undefined;
  /** Default true. */
  requestAnimationFrame?: boolean | undefined;
  /** `onload`, `onreadystatechange`... of requests. Default true. */
  XMLHttpRequest?: boolean | undefined;
  /** `addEventListener`. Default true: of all targets; names of classes: of theirs alone. */
  eventTarget?: boolean | string[] | undefined;
  /** Default false. true: a listener that was added before `init` and is added again is not called twice. */
  unregisterOriginalCallbacks?: boolean | undefined;
}

/**
 * Reports what callbacks throw with the name of what called them, of scripts of other origins too, where the browser hides the error
 * otherwise; and keeps the client of `client.run` in callbacks that were given there. Callbacks keep `this`, arguments, result and what they
 * throw; a listener can be removed by itself, also after `close()`, which undoes all of it.
 */
export function browserApiErrorsIntegration(options?: BrowserApiErrorsOptions): Integration {
  const { XMLHttpRequest = true, eventTarget = true, unregisterOriginalCallbacks = false } = options ?? {};
  return {
    name: 'BrowserApiErrors',
    setup(client) {
      const timers = (['setTimeout', 'setInterval', 'requestAnimationFrame'] as const).map(
        name =>
          options?.[name] !== false &&
          watchCallbacks(client, name, tell =>
            wrapMethod(
              globalThis as unknown as Record<string, Guard>,
              name,
              original =>
                function (...args) {
                  const [callback] = args;
                  if (typeof callback === 'function') args[0] = guardCallback(callback as Guard, name, tell);
                  return original.apply(this, args);
                },
            ),
          ),
      );
      const names = eventTarget === true ? ['EventTarget'] : Array.isArray(eventTarget) ? eventTarget : [];
      const targets = names.map(name =>
        watchCallbacks(client, `listeners.${name}`, tell => {
          const prototype = peek(peek(globalThis, name), 'prototype') as EventTarget | undefined;
          return prototype ? guardListeners(prototype, tell, unregisterOriginalCallbacks) : () => {};
        }),
      );
      return stopAll([...timers, XMLHttpRequest && watchCallbacks(client, 'XMLHttpRequest', guardHandlers), ...targets]);
    },
  };
}
