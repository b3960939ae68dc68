import { LONGEST_MS } from './timer';

/**
 * Keeps the process alive until `pending` settles, and gives it back. Every socket and timer of ours is unref'd, so that a process with
 * nothing left to do ends; what somebody waits for has to hold it open.
 */
export function keepAliveWhile<P extends PromiseLike<unknown>>(pending: P): P {
  // it never fires in practice, it only counts as something to wait for
  const hold = setInterval(() => {}, LONGEST_MS);
  // bound, not called by name later: where a test fakes timers meanwhile, the fake one would leave it
  const release: () => void = clearInterval.bind(undefined, hold as never);
  pending.then(release, release);
  return pending;
}
