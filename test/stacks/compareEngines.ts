import type { StackFrame } from '@vigil/core';

/** What three engines print of one program, oldest frame first. */
export interface ThreeStacks {
  chromium: StackFrame[];
  firefox: StackFrame[];
  webkit: StackFrame[];
}

/** In what the engines can differ: which of the application's lines are shown, how functions are called, where V8 and Gecko point in a line. */
export type EngineDifference = 'lines' | 'names' | 'columns';

const own = (frames: StackFrame[]): StackFrame[] => frames.filter(frame => frame.in_app && frame.filename);
const lines = (frames: StackFrame[]): string[] => frames.map(frame => `${frame.filename?.replace(/^(blob:).*/, '$1')}:${frame.lineno}`);
const names = (frames: StackFrame[]): string[] => frames.map(frame => plainName(frame.function ?? '?'));
const columns = (frames: StackFrame[]): Array<number | undefined> => frames.map(frame => frame.colno);
const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/** The function's own name: V8 adds receivers and `new`, Gecko names what has no name after where it stands, JavaScriptCore says what code it is. */
function plainName(name: string): string {
  if (/[/<]|^(?:global|module|eval) code$/.test(name)) return '?';
  return name.replace(/^(?:.*[. ])?([\w$#\u0080-\uffff]+)$/, '$1');
}

/**
 * In what the application's frames of one program differ between the engines once each is read in its own way; empty: in nothing.
 * JavaScriptCore's columns stand behind the name that the others' stand before, so they are compared with nobody's.
 */
export function compareEngines({ chromium, firefox, webkit }: ThreeStacks): EngineDifference[] {
  const [v8, gecko, jsc] = [own(chromium), own(firefox), own(webkit)];
  const found: EngineDifference[] = [];
  if (!isSame(lines(v8), lines(gecko)) || !isSame(lines(v8), lines(jsc))) return ['lines'];
  if (!isSame(names(v8), names(gecko)) || !isSame(names(v8), names(jsc))) found.push('names');
  if (!isSame(columns(v8), columns(gecko))) found.push('columns');
  return found;
}
