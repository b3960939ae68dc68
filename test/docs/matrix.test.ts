import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { formatMatrix, type MatrixRow, matrix } from './runtimeMatrix';

const root = new URL('../../', import.meta.url);
const read = (path: string) => (existsSync(new URL(path, root)) ? readFileSync(new URL(path, root), 'utf8') : '');
const ci = read('.ci/run');
const majors = /^for major in ([\d ]+); do$/m.exec(ci)?.[1]?.split(' ') ?? [];
/** What runs on every version of Node, not on one alone. */
const everywhere = /vitest\.mjs run (.*?) \\$/m.exec(ci)?.[1]?.split(' ') ?? [];

/** Why a cell may not stand in the table; undefined when its test is there and runs on that runtime. */
function faultOf({ what, test, names }: MatrixRow, column: string): string | undefined {
  const source = read(test);
  const cell = `${what} on ${column}: ${test}`;
  if (!source.includes(names)) return `${cell} has no ${names}`;
  const [runtime = '', major = ''] = column.split(' ');
  // another runtime than Node is started by the test itself
  const isRun =
    runtime === 'Node'
      ? majors.includes(major) && everywhere.some(folder => test.startsWith(`${folder}/`))
      : source.toLowerCase().includes(runtime.toLowerCase());
  return isRun ? undefined : `${cell} does not run there`;
}
const faults = (rows: MatrixRow[]) => rows.flatMap(row => row.on.flatMap(column => faultOf(row, column) ?? []));

it('every cell of the table is a test that runs on that runtime', () => {
  expect(faults(matrix)).toEqual([]);
});

it.each([
  ['a test that is not there', { test: 'packages/express/src/nothing.test.ts' }],
  ['a test of something else', { names: 'Express 7' }],
  ['a version of Node that is not run', { on: ['Node 18'] }],
  ['a test that runs on one version of Node alone', { test: 'test/docs/matrix.test.ts', names: 'every cell' }],
  ['another runtime that the test does not start', { on: ['Bun'] }],
])('%s is found out', (_what, change) => {
  expect(faults([{ ...(matrix[0] as MatrixRow), ...change }])).not.toEqual([]);
});

it('the README shows this table', () => {
  expect(read('README.md')).toContain(`\n\n${formatMatrix(matrix)}\n\n`);
});
