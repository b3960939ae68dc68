import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { runtimes } from './cellTypes';
import { cells } from './matrixCells';
import { faultyOf, formatCells, formatResults } from './matrixTable';
import { runCells } from './runCells';

it('under no fault, on no runtime, with no kind of item is anything lost in silence, duplicated, thrown into the host or hung', async () => {
  const of = (id: string) => cells.filter(({ runtime }) => runtime === id);
  const results = (await Promise.all(runtimes.map(id => runCells(id, of(id))))).flat();
  const table = formatResults(results);
  console.log(process.env['npm_lifecycle_event'] === 'faults' ? table : table.split('\n').at(-1));
  expect(results).toHaveLength(cells.length);
  expect(faultyOf(results)).toEqual([]);
});

it('the README shows which cells there are', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  expect(readme).toContain(`\n\n${formatCells(cells)}\n\n`);
});
