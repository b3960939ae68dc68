import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSeededRandom } from './seededRandom';

const draw = (seed: number, count: number) => {
  const source = createSeededRandom(seed);
  return Array.from({ length: count }, () => [source.random(), source.uuid()]);
};

describe('createSeededRandom', () => {
  it('gives the same numbers and ids for the same seed, others for another', () => {
    expect(draw(7, 50)).toEqual(draw(7, 50));
    expect(draw(7, 50)).not.toEqual(draw(8, 50));
  });

  it('draws ids and numbers apart: an id more changes no decision', () => {
    const one = createSeededRandom(3);
    const other = createSeededRandom(3);
    other.uuid();
    expect(one.random()).toBe(other.random());
  });

  it('makes version 4 UUIDs without dashes, none twice', () => {
    const source = createSeededRandom(1);
    const ids = Array.from({ length: 5000 }, () => source.uuid());
    expect(ids.filter(id => !/^[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}$/.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(5000);
  });

  it('stays in [0, 1) and is spread evenly enough to sample by, for any seed', () => {
    fc.assert(
      fc.property(fc.integer(), seed => {
        const { random } = createSeededRandom(seed);
        const numbers = Array.from({ length: 2000 }, random);
        expect(numbers.every(number => number >= 0 && number < 1)).toBe(true);
        expect(Math.abs(numbers.filter(number => number < 0.5).length / 2000 - 0.5)).toBeLessThan(0.08);
      }),
      { numRuns: 30 },
    );
  });
});
