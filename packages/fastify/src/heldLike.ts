import { getCurrentHub } from '@vigil/node';

/**
 * The error of this request that reads like this one, if one is held. An `onSend` hook that throws does it again when its error is sent:
 * another error object of the same failure.
 */
export function heldLike(error: unknown): { readonly error: unknown } | undefined {
  const text = String(error);
  return getCurrentHub().held?.find(held => String(held.error) === text);
}
