import { peek } from '@vigil/core';
import { defaultStackParser } from '../defaultStackParser';

/** The files of the stack of whatever was thrown, innermost first. */
export function filesOf(thrown: unknown): Array<string | undefined> {
  const stack = peek(thrown, 'stack');
  return typeof stack === 'string'
    ? defaultStackParser(stack)
        .reverse()
        .map(({ filename }) => filename)
    : [];
}
