import { exceptionsOf } from '../scope/exceptionsOf';
import type { Event } from '../wire/event';

/** What an event means for health. 0: nothing; 1: a handled error; 2: one that nobody handled. */
export type Gravity = 0 | 1 | 2;

/** Transactions, messages (with a stack or without) and what the SDK reports of itself mean nothing. */
export function gravityOf(event: Event): Gravity {
  const exceptions = exceptionsOf(event);
  // the stack of a message hangs on an exception without a type
  const isError = exceptions.some(({ type, mechanism }) => type !== undefined && mechanism?.type !== 'internal');
  if (event.type || !isError) return 0;
  return exceptions.some(({ mechanism }) => mechanism?.handled === false) ? 2 : 1;
}
