import { describe, expect, it } from 'vitest';
import { checkRegexes, collectRegexes, type Finding, isUnbounded, withSmallCounts } from './linearRegexes';
import { publishedPackages, readSources } from './sources';

const describeFinding = ({ path, line, text, status, message }: Finding) => `${path}:${line} ${text} ${status}, ${message}`;
const check = (literal: string) => checkRegexes({ 'packages/core/src/base/a.ts': `export const a = ${literal};` });

describe('regular expressions', () => {
  it.each(publishedPackages)(
    'are linear in %s',
    async name => {
      expect((await checkRegexes(readSources(name))).map(describeFinding)).toEqual([]);
    },
    300_000,
  );

  it.each([
    ['an exponential one', '/(a+)+$/', /exponential/],
    ['spaces before an end that does not come', '/\\s*x?\\s*$/', /polynomial/],
    ['what begins again at each character', '/([^&=]*)=/g', /polynomial/],
    ['counts without an end', '/[a-z]{14,}!/', /polynomial/],
  ])('finds %s', async (_case, literal, message) => {
    expect((await check(literal)).map(finding => finding.message)).toEqual([expect.stringMatching(message)]);
  });

  it.each(['/^(?:a+)$/', '/(?<![^&])([^&=]*)=([^&]*)/g', '/\\b[\\w.]{1,64}@/', '/[*+]{3}\\+/'])('lets %s be', async literal => {
    expect(await check(literal)).toEqual([]);
  });

  it('are found wherever they stand, each once', () => {
    const text = 'const a = /x+/g; class B { c = [/y/, /x+/g.test(d)]; } e(f / 2, g / 3);';
    expect(collectRegexes({ 'packages/core/src/base/a.ts': text }).map(literal => literal.text)).toEqual(['/x+/g', '/y/']);
  });

  it('are looked at when a repetition has no end', () => {
    const of = (text: string) => isUnbounded({ text, path: '', line: 1 });
    expect(['/a*/', '/a+/', '/a{2,}/', '/[*]b+/'].map(of)).toEqual([true, true, true, true]);
    expect(['/a{2,9}/', '/a{3}/', '/[*+]/', '/\\+\\*/', '/[\\]*]/'].map(of)).toEqual([false, false, false, false, false]);
  });

  it('are looked at with small counts', () => {
    expect(withSmallCounts('a{1,64}[{9}]{32}\\{8}b{14,}c{0,1}d{800}')).toBe('a{1,3}[{9}]{2}\\{8}b{2,}c{0,1}d{2}');
  });
});
