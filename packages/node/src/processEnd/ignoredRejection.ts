import { isError, matchesAny } from '@vigil/core';

/** All given fields must match; text matches a part. */
export interface RejectionMatcher {
  name?: string | RegExp;
  message?: string | RegExp;
}

/** Only errors have a name and a message to match. */
export function isIgnoredRejection(reason: unknown, ignore: RejectionMatcher[]): boolean {
  if (!isError(reason)) return false;
  const fits = (value: unknown, pattern: string | RegExp | undefined) =>
    pattern === undefined || (typeof value === 'string' && matchesAny(value, [pattern]));
  return ignore.some(({ name, message }) => (name ?? message) !== undefined && fits(reason.name, name) && fits(reason.message, message));
}
