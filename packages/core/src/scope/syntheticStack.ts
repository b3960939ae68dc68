import { isError } from '../base/guards';
import type { EventHint } from '../client/hint';
import { copyOf } from './copyOf';

/** Frames above the user's own in a synthetic stack: this function, and the public one that called it. */
export const SYNTHETIC_FRAMES = 2;

/** The hint with the stack of the public call, for what has none of its own. The outermost caller's stack stays. */
export function withStack(hint?: EventHint, error?: unknown): EventHint {
  const given = copyOf(hint) ?? {};
  if (!isError(error)) given.syntheticException ??= new Error('');
  return given;
}

/** For what was thrown elsewhere: a value that is no error has no stack, and the one of now would show us alone. */
export function withoutStack(hint: EventHint): EventHint {
  return { ...hint, syntheticException: { name: '', message: '', stack: '' } };
}
