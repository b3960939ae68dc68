import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkFileSize, LIMITS, measure } from './size';
import { describeViolations, publishedPackages, readSources, root } from './sources';

const lines = (count: number, line = 'x'): string => `${Array(count).fill(line).join('\n')}\n`;
const routine = (count: number): string => `function f() {\n${lines(count - 2, ';')}}\n`;

function decisionRecords(): string {
  const folder = join(root, 'docs/decisions');
  if (!existsSync(folder)) return '';
  return readdirSync(folder)
    .map(name => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
}

describe.each(publishedPackages)('the size of %s', name => {
  const sources = readSources(name);
  const figures = measure(sources);
  console.info(`${name}: ${JSON.stringify(figures)}`);

  it('has no long file without a decision record', () => {
    expect(describeViolations(checkFileSize(sources, decisionRecords()))).toBe('');
  });

  it('keeps files and functions short', () => {
    expect(figures.fileMedian).toBeLessThanOrEqual(LIMITS.fileMedian);
    expect(figures.functionP90).toBeLessThanOrEqual(LIMITS.functionP90);
  });
});

describe('the measure', () => {
  it('finds a file over the limit unless a decision names it', () => {
    const sources = { 'src/long.ts': lines(251), 'src/short.ts': lines(250) };
    expect(checkFileSize(sources, '').map(({ path }) => path)).toEqual(['src/long.ts']);
    expect(checkFileSize(sources, 'see src/long.ts')).toEqual([]);
  });

  it('counts the lines of files', () => {
    expect(measure({ a: lines(10), b: lines(81), c: lines(300) })).toMatchObject({ files: 3, fileMedian: 81, fileMax: 300 });
  });

  it('counts every function that has a body in braces', () => {
    const sources = { 'a.ts': routine(41) + lines(8, 'const f = () => {};'), 'b.ts': 'const g = () => 1;' };
    expect(measure(sources)).toMatchObject({ functions: 9, functionMedian: 1, functionP90: 41 });
  });
});
