import type { StackFrame } from '@vigil/core';
import type { Excerpt } from './excerpt';
import { snipLine } from './snipLine';

/** The text that a frame's line was written in, where a source map said so: it may be in no file. Undefined: it is in the file the frame names. */
const texts = new WeakMap<StackFrame, string | undefined>();

/** Lines `first` to `last`, 1-based, of which there may be fewer. The text is not split: it can be a library of megabytes. */
function linesIn(text: string, first: number, last: number): string[] {
  const lines: string[] = [];
  let start = 0;
  for (let line = 1; line <= last && start <= text.length; line++) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    if (line >= first) lines.push(text.slice(start, end).replace(/\r$/, ''));
    start = end + 1;
  }
  return lines;
}

export function setOriginalText(frame: StackFrame, text: string | undefined): void {
  texts.set(frame, text);
}

/** Whether a source map named this frame's place, and its text is that of the file. */
export function isOriginal(frame: StackFrame): boolean {
  return texts.has(frame) && texts.get(frame) === undefined;
}

/** The lines around a frame in the text that was set for it, `context` on each side; undefined: none was set, or it has no such line. */
export function originalExcerpt(frame: StackFrame, context: number): Excerpt | undefined {
  const text = texts.get(frame);
  const { lineno = 0, colno = 0 } = frame;
  const first = Math.max(lineno - context, 1);
  const lines = text ? linesIn(text, first, lineno + context) : [];
  const at = lineno - first;
  const line = lines[at];
  if (line === undefined) return undefined;
  const cut = (part: string[]): string[] => part.map(each => snipLine(each, 0));
  return { pre: cut(lines.slice(0, at)), line: snipLine(line, colno), post: cut(lines.slice(at + 1)) };
}
