import type { StackFrame } from '../wire/event';
import type { StackLineParser, StackParser } from './types';

/**
 * A parser of stack texts out of parsers of lines, the lowest priority number first. It gives at most 50 frames, oldest call first; reads
 * at most 1,000 lines after the skipped ones and 1,024 characters of each, whatever the text. Never throws unless a line parser does.
 * A message can hold lines of the engine's own form: pass the number of its lines as `skipFirstLines`. Spec: protocol 5.3.
 */
export function createStackParser(...parsers: StackLineParser[]): StackParser {
  parsers.sort((a, b) => a[0] - b[0]);
  return (stack, skipFirstLines = 0, framesToPop = 0) => {
    const frames: StackFrame[] = [];
    for (const text of stack.split('\n', skipFirstLines + 1000).slice(skipFirstLines)) {
      const line = text.slice(0, 1024).trim();
      let frame: StackFrame | undefined;
      if (!line.includes('Error: ')) for (const [, parse] of parsers) frame ??= parse(line);
      if (frame) {
        frame.function ||= '?';
        frames.push(frame);
      }
    }
    frames.splice(0, framesToPop);
    return frames.slice(0, 50).reverse();
  };
}
