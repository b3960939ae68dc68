import { AsyncLocalStorage } from 'node:async_hooks';
import { type Hub, setContextPort } from '@vigil/core';

let storage: AsyncLocalStorage<Hub> | undefined;
let users = 0;

/** Somebody's context ended while theirs was still the current one: a request whose response closed long ago. */
interface Ending {
  expire?(): void;
}

/**
 * Keeps the context of now in an AsyncLocalStorage, across `await`, timers and promises. Returns the stop. Started twice it is one
 * storage, which stays until the last stop.
 */
export function startAsyncContext(): () => void {
  users++;
  if (!storage) {
    const kept = new AsyncLocalStorage<Hub>();
    storage = kept;
    setContextPort({ get: () => ended(kept.getStore()), run: (hub, fn) => kept.run(hub, fn) });
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

/**
 * Contexts are sealed when they are next looked at, and by no timer: a list of them, weak or strong, costs a busy server 4 to 8 us a
 * request, because a weak reference keeps its target through every minor garbage collection.
 */
function ended(hub: Hub | undefined): Hub | undefined {
  if (hub === undefined) return undefined;
  // A fork (withScope, clone) is no request itself, but its isolation scope knows whose it is.
  const context = (hub.request === hub ? hub : hub.getIsolationScope().owner) as (Hub & Ending) | undefined;
  context?.expire?.();
  return hub;
}
