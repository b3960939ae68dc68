import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePairs } from './parsePairs';

describe('parsePairs', () => {
  it.each([
    [
      'a=1,b=2',
      [
        { key: 'a', value: '1' },
        { key: 'b', value: '2' },
      ],
    ],
    [
      ' a = 1 ;p=q; r , b=x=y',
      [
        { key: 'a', value: '1', metadata: 'p=q; r' },
        { key: 'b', value: 'x=y' },
      ],
    ],
    ['a%20b=c%2Cd', [{ key: 'a b', value: 'c,d' }]],
    ['a=%E0%A4%A,b=2,=3,c=,d,,', [{ key: 'b', value: '2' }]],
    ['', []],
  ])('reads %j', (text, pairs) => {
    expect(parsePairs(text)).toEqual(pairs);
  });

  it('reads what was written with percent coding, and never throws', () => {
    const word = fc.string({ minLength: 1, unit: 'grapheme' }).filter(text => text.trim() === text);
    fc.assert(
      fc.property(word, word, fc.string(), (key, value, tail) => {
        expect(parsePairs(`${encodeURIComponent(key)}=${encodeURIComponent(value)}`)).toEqual([{ key, value }]);
        parsePairs(tail);
      }),
    );
  });
});
