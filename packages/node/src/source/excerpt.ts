import { readFileSync } from 'node:fs';
import { canBeAt } from './canBeAt';
import { snipLine } from './snipLine';

/** The lines around one place, each at most 140 characters. */
export interface Excerpt {
  pre: string[];
  line: string;
  post: string[];
}
export interface Place {
  /** 1-based. */
  line: number;
  /** 1-based; 0: not known. */
  column: number;
  /** A source map named it: V8 need not be able to. */
  mapped?: boolean;
}

const NEWLINE = 10;

/** Where each of the first `count` lines begins, then where the next one would. Searched in bytes: to decode a whole bundle costs more and leaves it to the collector. */
function lineStarts(bytes: Buffer, count: number): number[] {
  const starts = [0];
  let start = 0;
  // what follows the last newline is a line only if there is something
  while (start < bytes.length && starts.length <= count) {
    const at = bytes.indexOf(NEWLINE, start);
    start = (at < 0 ? bytes.length : at) + 1;
    starts.push(start);
  }
  return starts;
}

/** A copy that stands alone: a slice would keep the whole line it was cut from, perhaps megabytes, in memory. */
function cut(line: string, column: number): string {
  const short = snipLine(line, column);
  return short === line ? line : Buffer.from(short).toString();
}

/**
 * The excerpts of one file at `places`, `context` lines on each side; undefined where the file has no such place, which says that it is
 * not what was executed. Reads synchronously; throws what `readFileSync` throws.
 */
export function readExcerpts(path: string, places: Place[], context: number): Array<Excerpt | undefined> {
  const bytes = readFileSync(path);
  const starts = lineStarts(bytes, Math.max(...places.map(place => place.line)) + context);
  const lineAt = (line: number): string => bytes.toString('utf8', starts[line - 1], (starts[line] as number) - 1).replace(/\r$/, '');
  const around = (from: number, to: number): string[] => {
    const lines: string[] = [];
    for (let line = Math.max(from, 1); line <= Math.min(to, starts.length - 1); line++) lines.push(cut(lineAt(line), 0));
    return lines;
  };
  return places.map(({ line, column, mapped }) => {
    if (line >= starts.length) return undefined;
    const text = lineAt(line);
    if (!mapped && !canBeAt(text, column)) return undefined;
    return { pre: around(line - context, line - 1), line: cut(text, column), post: around(line + 1, line + context) };
  });
}
