import { runInNewContext } from 'node:vm';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matches, matchesAny } from './pattern';

describe('matches', () => {
  it.each<[string, string | RegExp, boolean]>([
    ['ResizeObserver loop limit', 'loop', true],
    ['ResizeObserver loop limit', 'Loop', false],
    ['a.c', 'a.c', true],
    ['abc', 'a.c', false],
    ['abc', /a.c/, true],
    ['ABC', /a.c/, false],
    ['ABC', /a.c/i, true],
    ['xabc', /^abc/, false],
    ['', '', false],
    ['abc', '', false],
    ['', /./, false],
  ])('%j against %s is %s', (value, pattern, expected) => {
    expect(matches(value, pattern)).toBe(expected);
  });

  it.each(['g', 'y', 'gy'])('gives the same answer every time with the flags %s and leaves lastIndex alone', flags => {
    const pattern = new RegExp('ab', flags);
    pattern.lastIndex = 1;
    expect([1, 2, 3].map(() => matches('abab', pattern))).toEqual([true, true, true]);
    expect(pattern.lastIndex).toBe(1);
  });

  it('takes a frozen expression and one of another realm', () => {
    expect(matches('abc', Object.freeze(/b/))).toBe(true);
    expect(matches('abc', runInNewContext('/b/') as RegExp)).toBe(true);
  });

  it.each([undefined, null, 0, 404, true, {}, [], () => true, Symbol('x')])('takes %s for no pattern', pattern => {
    expect(matches('undefined null 0 404 true', pattern as unknown as string)).toBe(false);
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (value, pattern) => {
        expect(typeof matches(value as string, pattern as string)).toBe('boolean');
        expect(typeof matchesAny(value as string, pattern as string[])).toBe('boolean');
      }),
    );
  });
});

describe('matchesAny', () => {
  it('is true when one pattern matches', () => {
    expect(matchesAny('abc', ['x', /c$/])).toBe(true);
    expect(matchesAny('abc', ['x', /^c/])).toBe(false);
  });

  it('matches nothing without patterns', () => {
    expect(matchesAny('abc', [])).toBe(false);
    expect(matchesAny('abc')).toBe(false);
  });
});
