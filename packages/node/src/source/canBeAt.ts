/**
 * Whether V8 can have named this `column` (1-based; 0: not known) of a source line: it names where a token begins. False says that another
 * text ran than the one in the file, as under a loader that transforms without a source map.
 */
export function canBeAt(line: string, column: number): boolean {
  if (column > line.length) return column === line.length + 1;
  if (column < 1) return true;
  const inside = /[\w$]/.test(line[column - 1] as string) && column > 1 && /[\w$#]/.test(line[column - 2] as string);
  return !inside && !/\s/.test(line[column - 1] as string);
}
