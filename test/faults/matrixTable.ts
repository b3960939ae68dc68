import { type Cell, type Figures, items, runtimes } from './cellTypes';
import { faultNames } from './faults';
import type { Result } from './runCells';

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: string[][]): string =>
  [line(head), `|${'---|'.repeat(head.length)}`, ...rows.map(line)].join('\n');

export const figureNames: Array<keyof Figures> = ['lost', 'duplicated', 'thrown', 'hung'];

/** What is not all zeros; nothing of what was skipped. */
export const faultyOf = (results: Result[]): Result[] =>
  results.filter(({ figures }) => figures && figureNames.some(name => figures[name]));

/** Every cell with its figures; then what was skipped, and why. */
export function formatResults(results: Result[]): string {
  const ran = results.filter(({ figures }) => figures);
  const skipped = results.filter(({ figures }) => !figures);
  const rows = ran.map(({ fault, runtime, item, figures }) => [
    fault.padEnd(36),
    runtime.padEnd(11),
    item.padEnd(13),
    ...figureNames.map(name => `${figures?.[name]}`.padStart(name.length)),
  ]);
  const reasons = [...new Set(skipped.map(({ why }) => why))];
  return [
    table(['fault'.padEnd(36), 'runtime    ', 'item         ', ...figureNames], rows),
    `${ran.length} cells, ${faultyOf(ran).length} not all zeros, ${skipped.length} skipped${reasons.map(why => `; ${why}`).join('')}`,
  ].join('\n');
}

/** The section of the README: which cells there are. */
export function formatCells(cells: Cell[]): string {
  const kinds = (fault: string, runtime: string): string => {
    const count = cells.filter(cell => cell.fault === fault && cell.runtime === runtime).length;
    return count > 1 ? `${count} kinds` : count ? 'errors' : '';
  };
  const isAlone = (fault: string) => cells.filter(cell => cell.fault === fault).length === 1;
  const shared = faultNames.filter(fault => !isAlone(fault));
  return [
    table(
      ['', ...runtimes],
      shared.map(fault => [fault, ...runtimes.map(runtime => kinds(fault, runtime))]),
    ),
    '',
    `${items.length} kinds: ${items.join(', ')}. On ${runtimes[0]} with errors, too: ${faultNames.filter(isAlone).join('; ')}.`,
    `${cells.length} cells.`,
  ].join('\n');
}
