import { AsyncLocalStorage } from 'node:async_hooks';
import { endedContext, type Hub, setContextPort } from '@vigil/core';

let storage: AsyncLocalStorage<Hub> | undefined;
let users = 0;

/**
 * Keeps the context of now in an AsyncLocalStorage, across `await`, timers and promises. Returns the stop. Started twice it is one
 * storage, which stays until the last stop.
 */
export function startAsyncContext(): () => void {
  users++;
  if (!storage) {
    const kept = new AsyncLocalStorage<Hub>();
    storage = kept;
    setContextPort({ get: () => endedContext(kept.getStore()), run: (hub, fn) => kept.run(hub, fn) });
  }
  let running = true;
  return () => {
    if (!running) return;
    running = false;
    if (--users > 0) return;
    setContextPort(undefined);
    // Node 20 and 22 pay for every asynchronous resource while a storage is enabled.
    storage?.disable();
    storage = undefined;
  };
}

/** `fn.call(self, ...args)` in the context of `hub`, without a closure for it. Without async context: just the call. */
export function callIn<A extends unknown[], R>(hub: Hub, fn: (...args: A) => R, self: object, args: A): R {
  return storage ? storage.run(hub, Reflect.apply, fn, self, args) : Reflect.apply(fn, self, args);
}

/** True where code runs in the context of `hub` already. */
export function isCurrent(hub: Hub): boolean {
  return storage !== undefined && storage.getStore() === hub;
}
