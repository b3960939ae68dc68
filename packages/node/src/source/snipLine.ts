const MAX_LINE = 140;
/** Shown before the column when a line is cut. */
const BEFORE = 60;
/** Less than this is not worth a cut. */
const SLACK = 5;
const MARK = '{snip}';

/** At most 140 characters of a source line around `column` (1-based), with `{snip}` where something was left out (protocol 5.3). */
export function snipLine(line: string, column: number): string {
  const { length } = line;
  if (length <= MAX_LINE) return line;
  const room = MAX_LINE - 2 * (MARK.length + 1);
  let start = Math.max(Math.min(column, length) - 1 - BEFORE, 0);
  if (start < SLACK) start = 0;
  if (start + room > length - SLACK) start = Math.max(length - room, 0);
  const end = start + room;
  return (start > 0 ? MARK + ' ' : '') + line.slice(start, end) + (end < length ? ' ' + MARK : '');
}
