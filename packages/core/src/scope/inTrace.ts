import type { Client } from '../client/clientTypes';
import { newPropagation, type PropagationContext } from '../trace/propagation';
import { getCurrentHub, Hub, runWith } from './hub';

/** Runs `fn` in a fork of the current scope that belongs to another trace. */
export function inTrace<T>(make: (client: Client | undefined) => PropagationContext, fn: () => T, suppressed?: boolean): T {
  const hub = getCurrentHub();
  const scope = hub.getScope().clone();
  scope.trace = { propagation: make(hub.getClient()), suppressed };
  return runWith(new Hub(hub.getClient(), scope, hub.getIsolationScope()), fn);
}

/** The same with a trace that begins here. */
export function inNewTrace<T>(fn: () => T): T {
  return inTrace(client => newPropagation(client?.identity.ids), fn);
}
