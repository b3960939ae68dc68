import { notBuiltYet } from '@vigil/core';

// What Sentry's functions of these names hand out, as long as there is none.

/** No replay is recorded yet. */
export function getReplay(): undefined {
  notBuiltYet('getReplay');
}
/** There is no form yet. */
export function getFeedback(): undefined {
  notBuiltYet('getFeedback');
}
/** Asks nobody: `outcome(eventId)` says what became of an event, and why. Resolves with `undefined`, as when nothing is wrong. */
export async function diagnoseSdkConnectivity(): Promise<'no-client-active' | 'sentry-unreachable' | 'no-dsn-configured' | undefined> {
  notBuiltYet('diagnoseSdkConnectivity');
  return undefined;
}
