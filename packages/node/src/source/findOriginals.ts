import type { Place } from './excerpt';

/** Where a place of generated code was written: `source` counts in the map's `sources`, `line` and `column` are 1-based. */
export interface Original {
  source: number;
  line: number;
  column: number;
}

const COMMA = 44;
const SEMICOLON = 59;
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function digitValues(): Uint8Array {
  const values = new Uint8Array(128);
  for (let at = 0; at < DIGITS.length; at++) values[DIGITS.charCodeAt(at)] = at;
  return values;
}

let values: Uint8Array | undefined;

/** The segments of `mappings` in their order, `see` called with 0-based numbers; without a source, `source` is -1. Ends when `see` says false. */
function readSegments(mappings: string, see: (line: number, column: number, source: number, from: number, at: number) => boolean): void {
  values ??= digitValues();
  let line = 0;
  // all but the first run on over the lines
  const fields = new Int32Array(5);
  let at = 0;
  while (at < mappings.length) {
    let code = mappings.charCodeAt(at);
    if (code === SEMICOLON) {
      line++;
      fields[0] = 0;
    }
    if (code === SEMICOLON || code === COMMA) {
      at++;
      continue;
    }
    let count = 0;
    while (at < mappings.length && code !== COMMA && code !== SEMICOLON) {
      let value = 0;
      let shift = 0;
      let digit: number;
      do {
        digit = values[mappings.charCodeAt(at++)] ?? 0;
        value |= (digit & 31) << shift;
        shift += 5;
      } while (digit & 32);
      if (count < 5) fields[count] = (fields[count] as number) + (value & 1 ? -(value >>> 1) : value >>> 1);
      count++;
      code = mappings.charCodeAt(at);
    }
    const [column = 0, source = 0, from = 0, start = 0] = fields;
    if (!see(line, column, count >= 4 ? source : -1, from, start)) return;
  }
}

/**
 * Looks `places` up in the `mappings` of a source map (version 3): each gets the segment that begins at or before its column, on its line; a
 * column of 0 is not known and gets the line's first. One pass and no table, which for a bundle would be tens of megabytes. Never throws.
 */
export function findOriginals(mappings: string, places: Place[]): Array<Original | undefined> {
  const found: Array<Original | undefined> = places.map(() => undefined);
  const open = places.map(({ line, column }, index) => ({ line: line - 1, column: column - 1, index }));
  open.sort((a, b) => a.line - b.line || a.column - b.column);
  let next = 0;
  let last: { line: number; original: Original | undefined } = { line: -1, original: undefined };
  /** Places that begin before this segment belong to the one before. */
  const settle = (line: number, column: number): void => {
    for (; next < open.length; next++) {
      const place = open[next] as (typeof open)[number];
      if (place.line > line || (place.line === line && (place.column >= column || (place.column < 0 && last.line !== line)))) return;
      if (place.line === last.line) found[place.index] = last.original;
    }
  };
  readSegments(mappings, (line, column, source, from, at) => {
    settle(line, column);
    last = { line, original: source < 0 ? undefined : { source, line: from + 1, column: at + 1 } };
    return next < open.length;
  });
  settle(Number.POSITIVE_INFINITY, 0);
  return found;
}
