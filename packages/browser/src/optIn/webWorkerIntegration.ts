import { type Client, type Integration, isObject, safely, stopAll } from '@vigil/core';
import { captureHeard } from '../errors/captureHeard';
import { listen } from '../owners/listen';
import { pageState } from '../owners/pageState';
import { isWorkerMessage, type WorkerError } from './workerMessage';

/** A worker, or the port of a shared one. */
type WorkerLike = EventTarget;
export interface WebWorkerOptions {
  worker: WorkerLike | WorkerLike[];
}
export interface WebWorkerIntegration extends Integration {
  /** For workers that are made later. */
  addWorker(worker: WorkerLike): void;
}

/** The error that a worker told of. */
function revived(reason: unknown): unknown {
  if (!isObject(reason) || !reason['isError']) return reason;
  const error = new Error(`${reason['message'] ?? ''}`);
  for (const key of ['name', 'stack'])
    Object.defineProperty(error, key, { value: `${reason[key] ?? ''}`, configurable: true, writable: true });
  return error;
}

function captureTold({ reason, filename, source = 'onunhandledrejection' }: WorkerError, client: Client): void {
  client.capture({
    error: revived(reason),
    isError: true,
    hint: {
      mechanism: { type: `auto.browser.web_worker.${source}`, handled: false },
      captureContext: { contexts: { worker: { filename } } },
    },
  });
}

/** Debug ids of a worker's scripts among those of the page, whose own count. Returns the undo. */
function addIds(ids: Record<string, string>): () => void {
  const root = globalThis as { _sentryDebugIds?: Record<string, string> };
  const before = root._sentryDebugIds;
  root._sentryDebugIds = { ...ids, ...before };
  const ours = root._sentryDebugIds;
  return () => {
    if (root._sentryDebugIds === ours && before) root._sentryDebugIds = before;
    else for (const key of Object.keys(ids)) if (!before?.[key]) delete root._sentryDebugIds?.[key];
  };
}

/**
 * Reports what nobody catches in these workers, by this page's client. With `registerWebWorker` in the worker: with stack and debug ids,
 * rejections included, and the page's own listeners do not see its messages if this comes first; without it: what the browser tells, text
 * and place.
 */
export function webWorkerIntegration(options: WebWorkerOptions): WebWorkerIntegration {
  const { worker = [] } = (options as WebWorkerOptions | undefined) ?? {};
  let client: Client | undefined;
  const stops: Array<() => void> = [];
  const workers = new Set<WorkerLike>([worker].flat());

  function watch(each: WorkerLike, owner: Client): void {
    let speaks = false;
    stops.push(
      listen<MessageEvent<unknown>>(each, 'message', event => {
        const { data } = event;
        if (!isWorkerMessage(data)) return;
        speaks = true;
        event.stopImmediatePropagation();
        const { _sentryDebugIds: ids, _sentryWorkerError: told } = data;
        if (isObject(ids)) stops.push(addIds(ids));
        if (isObject(told)) safely(() => captureTold(told as unknown as WorkerError, owner));
      }),
      listen<ErrorEvent>(each, 'error', event => {
        const { message } = event;
        if (typeof message !== 'string') return;
        // the page's own error handler is next to hear of it
        pageState().rethrown = { error: undefined, message };
        if (!speaks) safely(() => captureHeard(event, owner, 'auto.browser.web_worker.onerror'));
      }),
    );
  }
  return {
    name: 'WebWorker',
    setup(given) {
      client = given;
      for (const each of workers) watch(each, given);
      return () => {
        client = undefined;
        stopAll(stops.splice(0).reverse())();
      };
    },
    addWorker(each) {
      if (!workers.has(each) && client) watch(each, client);
      workers.add(each);
    },
  };
}
