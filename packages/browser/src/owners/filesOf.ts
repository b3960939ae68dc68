import type { StackParser } from '@vigil/core';

/** The files of a stack, innermost first. */
export function filesOf(parse: StackParser, stack: unknown): Array<string | undefined> {
  return typeof stack === 'string'
    ? parse(stack)
        .reverse()
        .map(({ filename }) => filename)
    : [];
}
