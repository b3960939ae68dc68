import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCutJson } from './parseCutJson';

describe('parseCutJson', () => {
  it.each([
    ['{"a":1,"b":"hel', { a: 1, b: 'hel...' }],
    ['{"a":1,"b', { a: 1, '...': '...' }],
    ['{"a":1,"b":', { a: 1, '...': '...' }],
    ['{"a":1,"b":12', { a: 1, '...': '...' }],
    ['{', { '...': '...' }],
    ['[1,2', [1, '...']],
    ['[[1],[2]', [[1], [2], '...']],
    ['[{"a":{}}', [{ a: {} }, '...']],
    ['["a\\', ['a...']],
    ['["a\\u00', ['a...']],
    ['["a\\u0041', ['aA...']],
    ['["a\\"b', ['a"b...']],
    ['"top', 'top...'],
  ])('%s', (text, expected) => {
    expect(parseCutJson(text)).toEqual(expected);
  });

  it.each(['', 'nonsense', '{a:1,"b', '[1}', '}', '1,2'])('is undefined for what is no JSON: %s', text => {
    expect(parseCutJson(text)).toBeUndefined();
  });

  it('reads any JSON cut anywhere after its first bracket, and never shows more than was there', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.array(fc.jsonValue()), fc.dictionary(fc.string(), fc.jsonValue())),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (value, share) => {
          const text = JSON.stringify(value);
          const at = 1 + Math.floor(share * (text.length - 1));
          expect(parseCutJson(text.slice(0, at))).toBeDefined();
        },
      ),
    );
  });

  it('comes to an end on hostile text of a megabyte', () => {
    for (const hostile of ['[', '{"a":', '[[],', '"\\']) parseCutJson(hostile.repeat(200_000));
    expect(parseCutJson(','.repeat(1_000_000))).toBeUndefined();
  });
});
