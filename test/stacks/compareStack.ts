import type { StackFrame } from '@vigil/core';

/** What the recorder knew of a frame before it ran: `file` is a part of a file name that no program can know whole. */
export interface ExpectedFrame {
  /** `*`: any. */
  function: string;
  filename?: string;
  file?: string;
  in_app?: boolean;
  lineno?: number;
  /** null: none; left out: any. */
  colno?: number | null;
}

export interface RecordedStack {
  program: string;
  group: string;
  kind: string;
  name: string;
  message: string;
  stack: string;
  /** Nearest to the throw first. */
  expected: ExpectedFrame[];
  /** What is below the expected frames may be the application's as well. */
  loose?: boolean;
}

const MAX_FRAMES = 50;

const show = (frame: ExpectedFrame | StackFrame | undefined): string =>
  frame
    ? `${frame.function} ${frame.filename ?? ('file' in frame ? frame.file : '-')}:${frame.lineno}:${frame.colno} ${frame.in_app ? 'in app' : ''}`
    : 'none';

function isSame(actual: StackFrame | undefined, { file, ...expected }: ExpectedFrame): boolean {
  if (!actual) return false;
  const fields = Object.entries(expected) as Array<[keyof StackFrame, unknown]>;
  const same = fields.every(([key, value]) => value === '*' || actual[key] === (value ?? undefined));
  return same && (!file || !!actual.filename?.includes(file));
}

/** Lines of a stack that are frames: all but the message's, which is known and taken away. */
function frameLines({ stack, message }: RecordedStack): number {
  const lines = stack
    .replace(message, '')
    .split('\n')
    .map(line => line.trim());
  const isV8 = lines.some(line => line.startsWith('at '));
  return lines.filter(line => (isV8 ? line.startsWith('at ') && line !== 'at <parse> (:0)' : line !== '')).length;
}

/** What differs between the frames that were parsed, oldest first, and those the program must have; empty: nothing. */
export function compareStack(recorded: RecordedStack, parsed: StackFrame[]): string[] {
  const frames = [...parsed].reverse();
  const differences: string[] = [];
  recorded.expected.forEach((expected, at) => {
    if (!isSame(frames[at], expected)) differences.push(`frame ${at}: ${show(frames[at])}\n    expected ${show(expected)}`);
  });
  const foreign = frames.slice(recorded.expected.length).find(frame => frame.in_app);
  if (foreign && !recorded.loose) differences.push(`below the program: ${show(foreign)}`);
  const lines = Math.min(frameLines(recorded), MAX_FRAMES);
  if (frames.length !== lines) differences.push(`${frames.length} frames of ${lines} lines`);
  return differences;
}
