import { isObject } from '@vigil/core';

/** What a worker tells its page: in the shape of Sentry's SDKs, so that a worker with either speaks to a page with either. */
export interface WorkerMessage {
  _sentryMessage: true;
  _sentryDebugIds?: Record<string, string> | undefined;
  _sentryWorkerError?: WorkerError | undefined;
}
export interface WorkerError {
  /** An `Error`, or a copy of one: engines do not carry every name and stack across. */
  reason: unknown;
  /** The worker's script. */
  filename?: string | undefined;
  /** Which of the worker's handlers heard it. Default: rejections, which is all that Sentry's worker sends. */
  source?: 'onerror' | 'onunhandledrejection' | undefined;
}

export function isWorkerMessage(data: unknown): data is WorkerMessage {
  return isObject(data) && data['_sentryMessage'] === true;
}
