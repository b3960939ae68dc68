import { isThenable } from './guards';

/** Whether an answer that is needed at once is a promise, which brings it too late. What that rejects with must not end the process. */
export function isTooLate(answer: unknown): boolean {
  const isLate = isThenable(answer);
  if (isLate) Promise.resolve(answer).catch(() => {});
  return isLate;
}
