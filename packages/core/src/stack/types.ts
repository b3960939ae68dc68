import type { StackFrame } from '../wire/event';

/** One line of an engine's stack text to a frame, or undefined when the line is not of that engine's form. */
export type StackLineParserFn = (line: string) => StackFrame | undefined;
/** `[priority, parser]`; the lower priority is tried first (Sentry's shape). */
export type StackLineParser = [number, StackLineParserFn];
/** A stack text to frames, oldest call first. `framesToPop` are dropped from the top of the stack. */
export type StackParser = (stack: string, skipFirstLines?: number, framesToPop?: number) => StackFrame[];
