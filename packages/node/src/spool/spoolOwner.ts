import fs from 'node:fs';
import os from 'node:os';
import { shortHash } from '@vigil/core';
import { builtin } from '../env/builtin';
import { isWorkerThread } from '../processEnd/isWorkerThread';

/** Threads of this process that have ended: `terminate()` runs no code in them. */
export const endedThreads: Set<number> = new Set();

let host: string | undefined;
const starts = new Map<number, string>();

/** When a process started, in the kernel's ticks: a number given to a later process is told from it. `''`: cannot be said. */
function readStart(pid: number): string {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // nobody has asked a zombie for its exit code yet
    return /[ZX]/.test(fields[0] ?? '') ? 'gone' : (fields[19] ?? '');
  } catch {
    return '';
  }
}

function startOfThis(): string {
  const start = starts.get(process.pid) ?? readStart(process.pid);
  starts.set(process.pid, start);
  return start;
}

/** `<host>.<pid>.<start>.<thread>`: who has a file of the spool in hand, as part of its name. */
export function spoolOwner(): string {
  host ??= shortHash(os.hostname());
  const thread = isWorkerThread() ? builtin('node:worker_threads').threadId : 0;
  return `${host}.${process.pid}.${startOfThis()}.${thread}`;
}

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // somebody else's
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}

/** Whether an owner still has its files in hand. */
export function ownerState(owner: string): 'gone' | 'alive' | 'unknown' {
  const [theirHost, id, start, thread] = owner.split('.');
  const pid = Number(id);
  if (theirHost !== spoolOwner().split('.')[0] || !(pid > 0)) return 'unknown';
  if (pid === process.pid && start === startOfThis()) return endedThreads.has(Number(thread)) ? 'gone' : 'alive';
  if (!isThere(pid)) return 'gone';
  const now = readStart(pid);
  if (!now || !start) return 'unknown';
  return now === start ? 'alive' : 'gone';
}
