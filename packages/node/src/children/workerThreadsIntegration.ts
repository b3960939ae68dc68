import type { Worker } from 'node:worker_threads';
import { type Client, exceptionsOf, getCurrentHub, type Integration, isError } from '@vigil/core';
import { builtin } from '../env/builtin';
import { isStartingOurs } from '../processEnd/deliverInWorker';
import { isReportedByThread } from '../processEnd/reportedByThread';
import { onChannel } from './onChannel';

/** Errors that came out of a worker, with the worker's number. */
type Threads = WeakMap<object, number>;

function watch(worker: Worker, client: Client, threads: Threads): void {
  const hub = getCurrentHub();
  if (hub.getClient() !== client || isStartingOurs()) return;
  const { threadId } = worker;
  worker.on(builtin('node:events').errorMonitor, (error: unknown) => {
    if (isError(error)) threads.set(error, threadId);
    // nobody listens: Node throws it, and the handler of uncaught exceptions reports it
    if (worker.listenerCount('error') === 0 || isReportedByThread(error)) return;
    hub.captureException(error, {
      mechanism: { type: 'auto.child_process.worker_thread', handled: false, data: { threadId: `${threadId}` } },
    });
  });
  worker.once('exit', code => {
    if (code === 0) return;
    const message = `Worker thread exited with code '${code}'`;
    hub.addBreadcrumb({ category: 'worker_thread', message, level: 'warning', data: { threadId } });
  });
}

/**
 * Reports errors that end a worker thread, with its `threadId`, also where the application listens to the worker's `error`. Default on. One
 * that the worker's own client has reported is left at that, unless nobody listens and it ends this thread too. Whether an error nobody listens to ends the process is Node's decision, as ever.
 */
export function workerThreadsIntegration(): Integration {
  const threads: Threads = new WeakMap();
  return {
    name: 'WorkerThreads',
    setup: client => onChannel('worker_threads', message => watch((message as { worker: Worker }).worker, client, threads)),
    processEvent(event, { originalException }) {
      const threadId = isError(originalException) ? threads.get(originalException) : undefined;
      const exception = exceptionsOf(event).at(-1);
      if (threadId !== undefined && exception) exception.thread_id = threadId;
      return event;
    },
  };
}
