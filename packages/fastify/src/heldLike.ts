import { getCurrentHub, safely } from '@vigil/node';

/** Undefined for what has none, such as an object without a prototype. */
const textOf = (error: unknown) => safely(() => String(error));

/**
 * The error of this request that reads like this one, if one is held. An `onSend` hook that throws does it again when its error is sent:
 * another error object of the same failure.
 */
export function heldLike(error: unknown): { readonly error: unknown } | undefined {
  const text = textOf(error);
  return getCurrentHub().held?.find(held => held.error === error || (text !== undefined && textOf(held.error) === text));
}
