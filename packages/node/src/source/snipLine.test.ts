import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { snipLine } from './snipLine';

const digits = (length: number) => Array.from({ length }, (_, at) => at % 10).join('');

describe('snipLine', () => {
  it('leaves a line of up to 140 characters alone', () => {
    expect(snipLine(digits(140), 100)).toBe(digits(140));
  });

  it('cuts the end of a longer one whose column is near the start', () => {
    expect(snipLine(digits(1000), 3)).toBe(`${digits(126)} {snip}`);
  });

  it('cuts both sides around a column in the middle', () => {
    const line = `${'a'.repeat(500)}THERE${'b'.repeat(500)}`;
    const snipped = snipLine(line, 501);
    expect(snipped).toMatch(/^\{snip\} a{60}THEREb{61} \{snip\}$/);
  });

  it('cuts the start when the column is near the end, or beyond it', () => {
    expect(snipLine(`${digits(500)}END`, 502)).toMatch(/^\{snip\} \d+END$/);
    expect(snipLine(`${digits(500)}END`, 9_999)).toMatch(/^\{snip\} \d+END$/);
  });

  it('never exceeds 140 characters and always shows the column', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 1, max: 600 }), (length, column) => {
        fc.pre(column <= length);
        const line = '-'.repeat(column - 1) + '#' + '-'.repeat(length - column);
        const snipped = snipLine(line, column);
        return snipped.length <= 140 && snipped.includes('#');
      }),
    );
  });
});
