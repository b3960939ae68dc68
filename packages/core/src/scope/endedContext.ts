import type { Ending, Hub } from './hub';

/**
 * What a context port answers: the hub it was given, sealed if its time is over: that of a request whose response closed long ago.
 * Contexts are sealed when they are next looked at, and by no timer: a list of them, weak or strong, costs a busy server 4 to 8 us a
 * request, because a weak reference keeps its target through every minor garbage collection.
 */
export function endedContext(hub: Hub | undefined): Hub | undefined {
  if (hub === undefined) return undefined;
  // A fork (withScope, clone) is no request itself, but its isolation scope knows whose it is.
  const context = (hub.request === hub ? hub : hub.getIsolationScope().owner) as (Hub & Ending) | undefined;
  context?.expire?.();
  return hub;
}
