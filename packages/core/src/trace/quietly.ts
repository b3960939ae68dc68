import { carrier } from '../base/carrier';
import { type SharedHook, settingsOf, useHook } from '../base/sharedHook';

/** Calls its argument once, at once, where a tracer that is not ours records nothing, and gives what that gives. */
export type Quiet = <T>(fn: () => T) => T;

/** One for all copies of this file: a tracer sees the requests of every client. */
function hook(): SharedHook<Quiet> {
  const slot = carrier();
  slot.shared ??= {};
  slot.shared['quiet'] ??= { users: [], undo: undefined } satisfies SharedHook<Quiet>;
  return slot.shared['quiet'] as SharedHook<Quiet>;
}

/** Says how another tracer of the process is kept from what Vigil itself sends, and from `suppressTracing`. Returns the stop. */
export function useQuiet(quiet: Quiet): () => void {
  return useHook(hook(), quiet, () => () => {});
}

/** Runs `fn` unseen by other tracers of the process, as far as one said how. */
export function quietly<T>(fn: () => T): T {
  const quiet = settingsOf(hook());
  return quiet ? quiet(fn) : fn();
}
