import type { Client } from '@vigil/core';

const DEFAULT_MS = 2000;
const deadlines = new WeakMap<Client, number>();

/** How long the end of the process may be held up. Milliseconds; 0: not at all. */
export function shutdownTimeoutOf(client: Client): number {
  const { shutdownTimeout } = client.getOptions();
  return typeof shutdownTimeout === 'number' && shutdownTimeout >= 0 && shutdownTimeout < Infinity ? shutdownTimeout : DEFAULT_MS;
}

/**
 * What is left of it. An end has several stages (`beforeExit`, the monitor, `exit`) on one clock, which the first starts. A process that
 * lived on after all, past the deadline and as long again, gets a fresh one.
 */
export function timeLeft(client: Client): number {
  const timeout = shutdownTimeoutOf(client);
  const now = Date.now();
  let deadline = deadlines.get(client);
  if (deadline === undefined || now > deadline + timeout) {
    deadline = now + timeout;
    deadlines.set(client, deadline);
  }
  return Math.max(0, deadline - now);
}
