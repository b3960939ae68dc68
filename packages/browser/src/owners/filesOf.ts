import type { StackParser } from '@vigil/core';

/** The files of a stack, innermost first, without those of our functions that stand around a callback: they are named `vigilWrapped`. */
export function filesOf(parse: StackParser, stack: unknown): Array<string | undefined> {
  return typeof stack === 'string'
    ? parse(stack)
        .reverse()
        .filter(frame => !frame.function?.endsWith('vigilWrapped'))
        .map(({ filename }) => filename)
    : [];
}
