import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createQueue } from './createQueue';
import type { Parcel } from './parcel';

interface Sized {
  value: number;
  bytes: number;
}

/** Which leave, in their order: each time the newest of the least valuable. */
function expected(sized: Sized[], maxBytes: number): number[] {
  const kept = new Map<number, Sized>();
  const out: number[] = [];
  sized.forEach((each, n) => {
    kept.set(n, each);
    while ([...kept.values()].reduce((sum, { bytes }) => sum + bytes, 0) > maxBytes) {
      const least = Math.min(...[...kept.values()].map(({ value }) => value));
      const last = [...kept].filter(([, { value }]) => value === least).at(-1)![0];
      kept.delete(last);
      out.push(last);
    }
  });
  return out;
}

it('over its bound the newest of the least valuable leaves, whatever came in which order', () => {
  const parcel = fc.record({ value: fc.integer({ min: 0, max: 7 }), bytes: fc.integer({ min: 1, max: 60 }) });
  fc.assert(
    fc.property(fc.array(parcel, { maxLength: 60 }), sized => {
      const out: number[] = [];
      const never = () => new Promise<number>(() => {});
      const queue = createQueue<number>(never, 200, items => void out.push(...items.map(([, n]) => n)));
      sized.forEach(({ value, bytes }, n) => {
        const one: Parcel<number> = {
          headers: {},
          items: [[[{ type: 'event' }, ''], n]],
          bytes,
          value,
          retry: true,
          since: 0,
          attempts: 0,
        };
        queue.add(one);
      });
      expect(out).toEqual(expected(sized, 200));
      expect(queue.bytes()).toBeLessThanOrEqual(200);
    }),
  );
});
