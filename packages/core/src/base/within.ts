import { startTimer } from './timer';

/** What `promise` settles with, or a rejection once `ms` are over. */
export function within<T>(promise: PromiseLike<T> | T, ms: number, timer: typeof startTimer = startTimer): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = timer(() => reject(new Error(`no answer within ${ms} ms`)), ms);
    Promise.resolve(promise).then(resolve, reject).then(stop);
  });
}
