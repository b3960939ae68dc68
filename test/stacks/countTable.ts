import type { RecordedStack } from './compareStack';

/** Engine by group of programs, each `equal/recorded`, with sums. */
export function countTable(
  corpora: Array<{ engine: string; version: string; stacks: RecordedStack[] }>,
  isEqual: (stack: RecordedStack) => boolean,
): string {
  const groups = [...new Set(corpora.flatMap(({ stacks }) => stacks.map(({ group }) => group)))];
  const count = (stacks: RecordedStack[]): string => (stacks.length ? `${stacks.filter(isEqual).length}/${stacks.length}` : '-');
  const rowOf = (name: string, stacks: RecordedStack[]): string[] => [
    name,
    ...groups.map(group => count(stacks.filter(stack => stack.group === group))),
    count(stacks),
  ];
  const rows = [
    ['engine', ...groups, 'all'],
    ...corpora.map(({ engine, version, stacks }) => rowOf(`${engine} (${version})`, stacks)),
    rowOf(
      'all',
      corpora.flatMap(({ stacks }) => stacks),
    ),
  ];
  const widths = rows[0]?.map((_, at) => Math.max(...rows.map(row => row[at]?.length ?? 0))) ?? [];
  return `recorded stacks whose frames are equal\n${rows.map(row => row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join('  ')).join('\n')}`;
}
