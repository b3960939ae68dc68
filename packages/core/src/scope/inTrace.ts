import type { Client } from '../client/clientTypes';
import type { PropagationContext } from '../trace/propagation';
import { getCurrentHub, Hub, runWith } from './hub';

/** Runs `fn` in a fork of the current scope that belongs to another trace. */
export function inTrace<T>(make: (client: Client | undefined) => PropagationContext, fn: () => T, suppressed?: boolean): T {
  const hub = getCurrentHub();
  const scope = hub.getScope().clone();
  scope.trace = { propagation: make(hub.getClient()), suppressed };
  return runWith(new Hub(hub.getClient(), scope, hub.getIsolationScope()), fn);
}
