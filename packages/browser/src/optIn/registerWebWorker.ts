import { isError, peek, safely, stopAll } from '@vigil/core';
import { reasonOf } from '../errors/watchRejections';
import { listen } from '../owners/listen';
import type { WorkerError, WorkerMessage } from './workerMessage';

/** A dedicated worker's `self`, or a port of a shared one (the scope listens for errors either way). */
interface WorkerSelf {
  postMessage(message: unknown): void;
}
export interface RegisterWebWorkerOptions {
  /** `self` of a dedicated worker; in a shared one the port of each connection. */
  self: WorkerSelf;
}

/** A copy that every engine can post: of an error its name, message and stack too. */
function portable(reason: unknown): unknown {
  if (!isError(reason)) return safely(() => structuredCloned(reason)) ?? `${String(reason)}`;
  const { name, message } = reason;
  const stack = peek(reason, 'stack');
  // what the application's `Error.prepareStackTrace` made of it instead cannot be posted
  return { name, message, stack: typeof stack === 'string' ? stack : undefined, isError: true };
}
function structuredCloned(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null));
}

/**
 * Called in a worker that has no client of its own: sends what nobody catches there, and the debug ids of its scripts, to the page, where
 * `webWorkerIntegration` makes events of it. Returns the stop.
 */
export function registerWebWorker(options: RegisterWebWorkerOptions): () => void {
  const { self } = (options as RegisterWebWorkerOptions | undefined) ?? {};
  const { _sentryDebugIds, location } = globalThis as { _sentryDebugIds?: Record<string, string>; location?: { href?: string } };
  const send = (more: Partial<WorkerMessage>) => safely(() => self?.postMessage({ _sentryMessage: true, ...more } satisfies WorkerMessage));
  const tell = (source: WorkerError['source'], reason: unknown) =>
    send({ _sentryWorkerError: { source, reason: portable(reason), filename: location?.href } });

  send({ _sentryDebugIds });
  return stopAll([
    listen<ErrorEvent>(globalThis, 'error', event => tell('onerror', peek(event, 'error') ?? event.message)),
    listen(globalThis, 'unhandledrejection', event => tell('onunhandledrejection', reasonOf(event))),
  ]);
}
