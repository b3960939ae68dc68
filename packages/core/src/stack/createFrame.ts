import type { StackFrame } from '../wire/event';
import { isInApp } from './inApp';
import { toFilename } from './toFilename';

// A file with line and column: its name holds more than digits, which before a line are the time of day in a message. Code made by eval
// stands where the outermost eval was called: V8 goes on `), <anonymous>:1:1` there, Gecko says ` line 26 > eval`. Deno puts
// `, <anonymous>` behind the name that a `sourceURL` gave. The rest is what engines print instead (`unknown`: Bun, a bare `wasm-function[0]`:
// JavaScriptCore), or what is left when the line was cut.
const PLACE =
  /^(?:(\d*\D.*?)(?:(?:, <anonymous>)?:(\d{1,9}):(\d{1,9})(?:\)*, <|\)?$)| line (\d{1,9}) > )|(?:<anonymous>|native|unknown|index \d+|\[\w+ code]|eval code|data:.*|\w+:\/\/\S{800,}|.*:(?:0x\w+|wasm-function\[\d+]))$)/;

/**
 * A frame of the name and the place that a line's grammar found, or undefined when there is none or it is no place in code, as in the lines
 * of a message. Column 0 is unknown. Never throws.
 */
export function createFrame(found: RegExpExecArray | null): StackFrame | undefined {
  const [, name = '', place = ''] = found ?? [];
  const parts = PLACE.exec(place || name);
  if (!parts) return undefined;
  const [, file = place, line, column, evalLine] = parts;
  const filename = toFilename(file) || undefined;
  return {
    filename,
    function: (/(?:^|\.)<anonymous>$/.test(name) ? name.slice(0, -11) + '?' : name) || (evalLine && 'eval'),
    in_app: isInApp(filename),
    lineno: +(line || evalLine)! || undefined,
    colno: +column! || undefined,
  };
}
