import { describe, expect, it } from 'vitest';
import { normalize } from './normalize';

class Card {
  code = 'declined';
}

describe('normalize', () => {
  it('shares nothing mutable with its input', () => {
    const input = { list: [{ a: 1 }] };
    const result = normalize(input) as typeof input;
    input.list[0]!.a = 2;
    input.list.push({ a: 3 });
    expect(result).toEqual({ list: [{ a: 1 }] });
  });

  it('keeps out what a host put on all objects', () => {
    const shared = Object.prototype as unknown as Record<string, unknown>;
    shared['everywhere'] = () => 1;
    const json = JSON.stringify(normalize({ a: { b: [{}] }, card: new Card(), map: new Map() }));
    delete shared['everywhere'];
    expect(json).toBe('{"a":{"b":[{}]},"card":{"code":"declined"},"map":{}}');
  });

  describe('limits', () => {
    it('cuts long texts and says so by three dots', () => {
      expect(normalize('x'.repeat(100), { maxString: 50 })).toBe('x'.repeat(47) + '...');
      expect((normalize('x'.repeat(50_000_000)) as string).length).toBe(16_384);
    });

    it('names what lies below maxDepth', () => {
      const value = { a: { b: { c: {} }, list: [[]], card: { inner: new Card() } } };
      expect(normalize(value, { maxDepth: 3 })).toEqual({ a: { b: { c: '[Object]' }, list: ['[Array]'], card: { inner: '[Card]' } } });
    });

    it('keeps shallow facts when something deep or wide beside them is huge', () => {
      const wide = Array.from({ length: 100_000 }, (_, i) => ({ i, text: 'x'.repeat(100) }));
      const result = normalize({ wide, deep: { fact: 'kept' }, last: 1 }, { maxBytes: 20_000 }) as Record<string, unknown>;
      expect(result['last']).toBe(1);
      expect(result['deep']).toEqual({ fact: 'kept' });
      expect(JSON.stringify(result).length).toBeLessThan(30_000);
    });

    it('marks the place where it stopped', () => {
      const list = normalize(
        Array.from({ length: 10_000 }, (_, i) => i),
        { maxBytes: 1000 },
      ) as unknown[];
      expect(list.at(-1)).toBe('[MaxProperties ~]');
      const object = normalize(Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`k${i}`, i])), { maxBytes: 1000 });
      expect((object as Record<string, unknown>)['...']).toBe('[MaxProperties ~]');
    });

    it('cuts keys at 256 characters', () => {
      expect(Object.keys(normalize({ ['k'.repeat(100_000)]: 1 }) as object)[0]!.length).toBe(256);
    });
  });

  describe('work is bounded by the budget, not by the input', () => {
    const endless = (): unknown => ({
      get a() {
        return endless();
      },
      get b() {
        return endless();
      },
    });
    const diamond = () => {
      let value: unknown = 1;
      for (let i = 0; i < 60; i++) value = [value, value];
      return value;
    };
    const inherits: object = Object.create(Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`k${i}`, i])));
    const cases: Array<[string, () => unknown]> = [
      ['array of 1,000,000 numbers', () => new Array(1_000_000).fill(1)],
      ['sparse array of 4e9', () => Object.assign([], { length: 4e9 })],
      ['object of 100,000 keys', () => Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`k${i}`, 'x'.repeat(50)]))],
      ['100,000 inherited keys', () => inherits],
      ['Map of 100,000', () => new Map(Array.from({ length: 100_000 }, (_, i) => [i, i]))],
      [
        'endless Set',
        () =>
          Object.defineProperty(new Set(), Symbol.iterator, {
            value: function* () {
              for (;;) yield 1;
            },
          }),
      ],
      ['endless getters', endless],
      ['2^60 paths', diamond],
      ['10,000 levels', () => Array.from({ length: 10_000 }).reduce<unknown>(inner => ({ inner }), 1)],
      [
        'toJSON without end',
        () => {
          const next = (): unknown => ({ toJSON: () => ({ next: next(), list: [next(), next()] }) });
          return next();
        },
      ],
      [
        'Proxy that says it is an endless array',
        () => new Proxy([], { get: (_, key) => (key === 'length' ? Number.POSITIVE_INFINITY : 1) }),
      ],
      ['text of 50 MB, many times', () => new Array(100_000).fill('x'.repeat(50_000_000))],
    ];
    it.each(cases)('%s', (_name, make) => {
      const meter = { nodes: 0, bytes: 0 };
      const result = normalize(make(), { maxBytes: 50_000, meter });
      expect(meter.nodes).toBeGreaterThan(0);
      expect(meter.nodes).toBeLessThan(50_000);
      expect(meter.bytes).toBeLessThan(120_000);
      expect(JSON.stringify(result).length).toBeLessThan(120_000);
    });
  });
});
