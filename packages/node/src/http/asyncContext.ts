import { AsyncLocalStorage } from 'node:async_hooks';
import { type ContextPort, carrier, endedContext, type Hub, setContextPort } from '@vigil/core';

/** One for all copies of this file: a client of one copy must not take away the context that another's requests are in. */
interface Kept {
  storage: AsyncLocalStorage<Hub>;
  port: ContextPort;
  users: number;
}

/** As this copy saw it last: to ask the slot at each use would cost every request. One without users has ended. */
let known: Kept | undefined;

function open(): Kept {
  const kept = new AsyncLocalStorage<Hub>();
  const port: ContextPort = { get: () => endedContext(kept.getStore()), run: (hub, fn) => kept.run(hub, fn) };
  setContextPort(port);
  return { storage: kept, port, users: 0 };
}

/**
 * Keeps the context of now in an AsyncLocalStorage, across `await`, timers and promises. Returns the stop. Started twice it is one
 * storage, which stays until the last stop.
 */
export function startAsyncContext(): () => void {
  const slot = carrier();
  slot.shared ??= {};
  const { shared } = slot;
  shared['asyncContext'] ??= open();
  const kept = shared['asyncContext'] as Kept;
  kept.users++;
  let running = true;
  return () => {
    if (!running) return;
    running = false;
    if (--kept.users > 0) return;
    shared['asyncContext'] = undefined;
    if (slot.port === kept.port) setContextPort(undefined);
    // Node 20 and 22 pay for every asynchronous resource while a storage is enabled.
    kept.storage.disable();
  };
}

/** Whichever copy started it: an adapter that was imported serves a program that required the rest. */
function current(): AsyncLocalStorage<Hub> | undefined {
  if (!known?.users) known = carrier().shared?.['asyncContext'] as Kept | undefined;
  return known?.storage;
}

/** `fn.call(self, ...args)` in the context of `hub`, without a closure for it. Without async context: just the call. */
export function callIn<A extends unknown[], R>(hub: Hub, fn: (...args: A) => R, self: object, args: A): R {
  const open = current();
  return open ? open.run(hub, Reflect.apply, fn, self, args) : Reflect.apply(fn, self, args);
}

/** True where code runs in the context of `hub` already. */
export function isCurrent(hub: Hub): boolean {
  return current()?.getStore() === hub;
}
