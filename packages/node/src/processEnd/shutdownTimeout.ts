import type { Client } from '@vigil/core';
import { readEnv } from '../env/readEnv';

const DEFAULT_MS = 2000;
/** What PM2 gives a process it stops or reloads, from its signal to SIGKILL, where its `kill_timeout` does not say. */
const PM2_MS = 1600;
const deadlines = new WeakMap<Client, number>();

/** Under PM2 a part of its time is left, in which what got no answer goes to the spool. */
function defaultMs(): number {
  if (readEnv(process.env, 'pm_id') === undefined) return DEFAULT_MS;
  return Math.min(DEFAULT_MS, (Number(readEnv(process.env, 'kill_timeout')) || PM2_MS) * 0.75);
}

/** How long the end of the process may be held up. Milliseconds; 0: not at all. */
export function shutdownTimeoutOf(client: Client): number {
  const { shutdownTimeout } = client.getOptions();
  return typeof shutdownTimeout === 'number' && shutdownTimeout >= 0 && shutdownTimeout < Infinity ? shutdownTimeout : defaultMs();
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
