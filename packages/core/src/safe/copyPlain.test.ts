import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { copyPlain } from './copyPlain';
import { normalize } from './normalize';

const copy = (value: object) => copyPlain(value, 250, { bytes: 0 });

describe('a plain copy', () => {
  it('is what normalising makes, with the same estimate', () => {
    const leaf = fc.oneof(fc.string({ maxLength: 40 }), fc.double(), fc.boolean(), fc.constant(null));
    const { node } = fc.letrec<{ node: Record<string, unknown> }>(tie => ({
      node: fc.dictionary(fc.string({ maxLength: 12 }), fc.oneof({ depthSize: 'small' }, leaf, tie('node')), { maxKeys: 5 }),
    }));
    let plain = 0;
    fc.assert(
      fc.property(node, value => {
        const [ours, theirs] = [
          { nodes: 0, bytes: 0 },
          { nodes: 0, bytes: 0 },
        ];
        const copied = copyPlain(value, 250, ours);
        if (!copied) return;
        plain++;
        expect(copied).toEqual(normalize(value, { maxBytes: 8000, meter: theirs }));
        // the object itself
        expect(ours.bytes + 6).toBe(theirs.bytes);
      }),
      { numRuns: 2000 },
    );
    expect(plain).toBeGreaterThan(300);
  });

  it('shares nothing with its original', () => {
    const data = { url: '/a' };
    const copied = copy({ category: 'fetch', data });
    data.url = '/b';
    expect(copied).toEqual({ category: 'fetch', data: { url: '/a' } });
  });

  it.each<[string, object]>([
    ['of another class', new Map()],
    ['of another class within', { data: { at: new Date() } }],
    ['a list', { data: [1] }],
    ['long', { message: 'x'.repeat(240) }],
    ['of long names', { ['x'.repeat(257)]: 1 }],
    ['deep', { a: { b: { c: { d: 1 } } } }],
    ['no number', { at: Number.NaN }],
    ['a function', { toJSON: () => 'x' }],
    ['undefined in a part', { level: undefined }],
    ['named after the prototype', JSON.parse('{"__proto__":{"x":1}}') as object],
  ])('is not made of what is %s', (_, value) => {
    expect(copy(value)).toBeUndefined();
  });

  it('throws what reading throws', () => {
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    expect(() => copy(proxy)).toThrow(TypeError);
  });
});
