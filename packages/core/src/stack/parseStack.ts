import type { StackFrame } from '../wire/event';
import type { StackLineParser, StackParser } from './types';

/**
 * A parser of stack texts out of parsers of lines, the lowest priority number first. It gives at most 50 frames, oldest call first; reads
 * at most 1,000 lines after the skipped ones and 1,024 characters of each, whatever the text. Never throws unless a line parser does.
 * A message can hold lines of the engine's own form: pass the number of its lines as `skipFirstLines`. Spec: protocol 5.3.
 */
export function createStackParser(...parsers: StackLineParser[]): StackParser {
  parsers.sort((a, b) => a[0] - b[0]);
  // stacks go through the same few places over and over
  const known = new Map<string, StackFrame>();

  function frameOf(line: string): StackFrame | undefined {
    let frame = known.get(line);
    if (!frame && !line.includes('Error: ')) {
      // a copy: a piece of the stack text would keep the whole text in memory, message and all
      const own = ` ${line}`.slice(1);
      for (const [, parse] of parsers) frame ??= parse(own);
      if (frame) {
        frame.function ||= '?';
        if (known.size > 499) known.clear();
        known.set(own, frame);
      }
    }
    return frame && Object.assign({}, frame);
  }

  return (stack, skipFirstLines = 0, framesToPop = 0) => {
    const frames: StackFrame[] = [];
    for (const line of stack.split('\n', skipFirstLines + 1000).slice(skipFirstLines)) {
      const frame = frameOf(line.slice(0, 1024).trim());
      if (frame) frames.push(frame);
    }
    frames.splice(0, framesToPop);
    return frames.slice(0, 50).reverse();
  };
}
