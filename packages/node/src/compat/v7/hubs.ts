import { carrier, setCurrentClient, getCurrentHub as todaysHub, withIsolationScope } from '@vigil/core';
import { deprecated } from './deprecated';
import { equip } from './equip';
import { Hub } from './hub';

/** The context of now. */
export function getCurrentHub(): Hub {
  return equip(todaysHub(), Hub);
}

/**
 * Makes a hub the one outside of all contexts, and its client the current one. Returns the hub before it.
 */
export function makeMain(hub: Hub): Hub {
  deprecated('makeMain', 'use setCurrentClient()');
  const slot = carrier();
  const before = getCurrentHub();
  // a hub without scopes makes them of those of the process, which are its own from now on
  hub.getScope();
  hub.getIsolationScope();
  setCurrentClient(hub.getClient());
  slot.root = hub;
  return before;
}

/**
 * Runs `callback` in a context of its own; with `reuseExisting`, in that of now if there is one. What it throws passes through. Outside of
 * any context the new one takes over the process's tags and contexts, never its user or breadcrumbs.
 */
export function runWithAsyncContext<T>(callback: () => T, options: { reuseExisting?: boolean | undefined } = {}): T {
  deprecated('runWithAsyncContext', 'use withIsolationScope()');
  const inContext = carrier().port?.get() !== undefined;
  return options.reuseExisting && inContext ? callback() : withIsolationScope(() => callback());
}
