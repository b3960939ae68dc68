import { runInNewContext } from 'node:vm';
import { createTestkit } from '@vigil/testkit';
import { afterEach, describe, expect, it } from 'vitest';
import { close, flush, init, wrap } from './index';

function start() {
  const kit = createTestkit();
  init(kit.options);
  return kit;
}
afterEach(() => close());

describe('wrap', () => {
  const error = () => new RangeError('too far');

  it('reports what a function throws and passes on the same object', async () => {
    const kit = start();
    const thrown = error();
    const fail = wrap(
      () => {
        throw thrown;
      },
      { tags: { job: 'nightly' } },
    );
    expect(fail).toThrow(thrown);
    await flush();
    expect(kit.events()).toMatchObject([{ exception: { values: [{ type: 'RangeError' }] }, tags: { job: 'nightly' } }]);
  });

  it('reports rejections, once, and passes them on', async () => {
    const kit = start();
    const thrown = error();
    const fail = wrap(async () => {
      throw thrown;
    });
    await expect(fail()).rejects.toBe(thrown);
    await expect(fail()).rejects.toBe(thrown);
    await flush();
    expect(kit.events()).toHaveLength(1);
  });

  it('reports rejections of promises that are not of the global class, as under zone.js', async () => {
    const kit = start();
    const fail = wrap(runInNewContext("(async () => { throw new RangeError('elsewhere') })") as () => Promise<never>);
    await expect(fail()).rejects.toThrow('elsewhere');
    await flush();
    expect(kit.events()).toMatchObject([{ exception: { values: [{ type: 'RangeError' }] } }]);
  });

  it('reports what generators throw and hands values through, both ways', async () => {
    const kit = start();
    const count = wrap(function* (from: number): Generator<number, string, number> {
      const got = yield from;
      if (got < 0) throw new RangeError('negative');
      return `${got}`;
    });
    const good = count(1);
    expect([good.next(0), good.next(5)]).toEqual([
      { value: 1, done: false },
      { value: '5', done: true },
    ]);
    const bad = count(1);
    bad.next(0);
    expect(() => bad.next(-1)).toThrow('negative');
    const stream = wrap(async function* () {
      yield 1;
      throw new RangeError('cut');
    });
    await expect(drain(stream())).rejects.toThrow('cut');
    await flush();
    expect(kit.events().map(event => event.exception?.values?.[0]?.value)).toEqual(['negative', 'cut']);
  });

  it('is the function it wraps to everybody who looks: name, length, fields, this, result', () => {
    start();
    const self = { mine: true };
    const fn = Object.assign(
      function named(this: unknown, _a: number, _b: number) {
        return this;
      },
      { field: 1 },
    );
    const wrapped = wrap(fn);
    expect([wrapped.name, wrapped.length, wrapped.field]).toEqual(['named', 2, 1]);
    expect(wrapped.call(self, 1, 2)).toBe(self);
  });
});

async function drain(values: AsyncIterable<unknown>): Promise<void> {
  for await (const _each of values);
}
