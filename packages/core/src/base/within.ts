import { startTimer } from './timer';

/** What `promise` settles with, or a rejection without a reason once `ms` are over. */
export function within<T>(promise: PromiseLike<T> | T, ms: number, timer: typeof startTimer = startTimer): Promise<T> {
  let stop: (() => void) | undefined;
  const end = new Promise<never>((_, reject) => {
    stop = timer(reject, ms);
  });
  const answer = Promise.race([promise, end]);
  // pages with an old polyfill have promises without `finally`
  answer.then(stop, stop);
  return answer;
}
