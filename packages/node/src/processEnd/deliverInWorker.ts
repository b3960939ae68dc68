import { builtin } from '../env/builtin';
import type { Address } from './address';
import { hasRoomForWorker } from './roomForWorker';
import { WORKER_CODE } from './workerCode';

let starting = false;

/** Whether the Worker that is being made right now is ours: neither its errors nor its end are the application's. */
export const isStartingOurs = (): boolean => starting;

/**
 * Posts all bodies from one Worker while this thread waits, at most `timeoutMs`. Returns a status for each: HTTP's, or 0 where no answer
 * came. Throws where no Worker can be had (permission model, limits of the process, some embedders).
 *
 * `env: {}` keeps preloads of NODE_OPTIONS out of the Worker, `execArgv: []` those of the command line.
 */
export function deliverInWorker(address: Address, bodies: Array<string | Uint8Array>, timeoutMs: number): number[] {
  if (!hasRoomForWorker()) throw new Error('no Worker could run');
  // takes 1.5 ms, which a process that ends with nothing unsent does not pay
  const { Worker } = builtin('node:worker_threads');
  const results = new Int32Array(new SharedArrayBuffer(4 * (bodies.length + 1)));
  const workerData = { ...address, bodies, results: results.buffer };
  starting = true;
  let worker: InstanceType<typeof Worker>;
  try {
    worker = new Worker(WORKER_CODE, { eval: true, env: {}, execArgv: [], workerData });
  } finally {
    starting = false;
  }
  // Where the process lives on (PID 1 after a signal), an error of the Worker is nobody's business.
  worker.on('error', () => {});
  worker.unref();
  const deadline = Date.now() + timeoutMs;
  for (let seen = 0; seen < bodies.length; seen = Atomics.load(results, 0)) {
    const left = deadline - Date.now();
    if (left <= 0 || Atomics.wait(results, 0, seen, left) === 'timed-out') break;
  }
  // no promise of it is waited for: the process is ending, or the Worker is done
  worker.terminate().catch(() => {});
  return Array.from(results.subarray(1), status => Math.max(0, status));
}
