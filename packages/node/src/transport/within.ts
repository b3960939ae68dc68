import { startTimer } from '@vigil/core';

/** What `promise` resolves with; undefined when the time is up, in milliseconds. */
export function within<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  let cancel = () => {};
  const late = new Promise<undefined>(resolve => {
    cancel = startTimer(() => resolve(undefined), ms);
  });
  return Promise.race([promise, late]).finally(cancel);
}
