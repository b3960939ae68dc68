import { peek, safely } from '@vigil/core';
import { isWorkerThread } from './isWorkerThread';

/** Node hands an error that ends a worker thread to the thread that started it as a copy, own properties and all. */
const MARK = '__vigil_reported__';

/** Before the copy is made: this thread has a client, which has captured it. */
export function markReported(error: unknown): void {
  if (isWorkerThread()) safely(() => Object.defineProperty(error, MARK, { value: true }));
}

export const isReportedByThread = (error: unknown): boolean => peek(error, MARK) === true;
