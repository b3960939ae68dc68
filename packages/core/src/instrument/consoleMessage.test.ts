import { format } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crumbs, messages, useConsole } from './fixtures/useConsole';

const used = useConsole();
const { start } = used;

describe('the message of a console breadcrumb', () => {
  it('names the keys of objects and shows no value of theirs', () => {
    start({ format });
    console.log('login', { user: 'ann', password: 'hunter2' }, ['hunter2'], () => 'hunter2');
    expect(messages()).toEqual(['login {user, password} [Array(1)] [Function]']);
  });

  it.each(['%s', '%o', '%O', '%j'])('shows none of them with %s either', placeholder => {
    start({ format });
    console.log(placeholder, { password: 'hunter2' });
    expect(messages()[0]).not.toContain('hunter2');
  });

  it('names five keys at most', () => {
    start();
    console.log(Object.fromEntries('abcdefgh'.split('').map(key => [key, 1])));
    expect(messages()).toEqual(['{a, b, c, d, e, ...}']);
  });

  it('lists no bytes', () => {
    start();
    console.log(Buffer.from('hunter2'), new Uint16Array(3));
    expect(messages()).toEqual(['{} {}']);
    expect(crumbs()[0]?.data?.['arguments']).toEqual(['[Uint8Array 7]', '[Uint16Array 6]']);
  });

  it('says type and message of an error', () => {
    start();
    console.error(new TypeError('no cart'));
    expect(messages()).toEqual(['TypeError: no cart']);
  });

  it('takes any values, hostile ones too, and prints them', () => {
    start({ format });
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    const hostile = [
      Symbol('s'),
      1n,
      undefined,
      proxy,
      Object.create(null),
      {
        get a() {
          throw new Error('getter');
        },
      },
      {
        toJSON() {
          throw new Error('toJSON');
        },
      },
      Object.defineProperty(new Error('x'), 'message', {
        get() {
          throw new Error('message');
        },
      }),
    ];
    for (const value of hostile) console.log('value', value);
    expect(used.output).toHaveLength(hostile.length);
    expect(crumbs()).toHaveLength(hostile.length);
  });

  it('never stops the output', () => {
    start({ format });
    fc.assert(
      fc.property(fc.array(fc.anything({ withNullPrototype: true, withSparseArray: true, withBigInt: true, withMap: true })), args => {
        used.output = [];
        console.log(...args);
        return used.output.length === 1 && used.output[0]?.[1].length === args.length;
      }),
      { numRuns: 200 },
    );
  });
});

describe('the size of a console breadcrumb', () => {
  it('is bounded for long texts, big objects and many arguments', () => {
    start({ format });
    console.log('x'.repeat(1_000_000));
    console.log({ list: Array.from({ length: 100_000 }, (_, at) => `entry ${at}`) });
    console.log(...Array.from({ length: 10_000 }, (_, at) => `argument ${at}`));
    for (const crumb of crumbs()) expect(JSON.stringify(crumb).length).toBeLessThan(6_000);
    expect(crumbs()).toHaveLength(3);
  });

  it('does not let one big object push out what came before', () => {
    start();
    for (let at = 0; at < 20; at++) console.log('small', at);
    console.log(Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`key${at}`, 'x'.repeat(100)])));
    expect(messages()).toContain('small 0');
  });

  it('holds a copy: what happens to an object later does not show', () => {
    start();
    const cart = { items: 1 };
    console.log(cart);
    cart.items = 2;
    expect(crumbs()[0]?.data?.['arguments']).toEqual([{ items: 1 }]);
  });
});
