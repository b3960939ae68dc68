import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { normalize } from './normalize';

const thrower = () => {
  throw new Error('no');
};
class Card {
  code = 'declined';
}
class Holder {
  #secret = 1;
  get computed() {
    return this.#secret;
  }
}
const revoked = () => {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
};
const cyclic = () => {
  const value: Record<string, unknown> = { a: 1 };
  value['self'] = value;
  return value;
};

describe('normalize', () => {
  const golden: Array<[name: string, value: unknown, expected: unknown]> = [
    ['text', 'a', 'a'],
    ['empty text', '', ''],
    ['text with a lone surrogate', 'a\ud800', 'a\ud800'],
    ['number', 1.5, 1.5],
    ['zero', 0, 0],
    ['NaN', Number.NaN, '[NaN]'],
    ['Infinity', Number.POSITIVE_INFINITY, '[Infinity]'],
    ['-Infinity', Number.NEGATIVE_INFINITY, '[-Infinity]'],
    ['a component of Vue', new Proxy({ app: {} }, { get: (_, key) => key === '__v_skip' }), '[VueViewModel]'],
    ['what Vue was told to leave alone', Object.defineProperty({ a: 1 }, '__v_skip', { value: true }), { a: 1 }],
    ['true', true, true],
    ['null', null, null],
    ['undefined', undefined, undefined],
    ['bigint', 1n, '[BigInt: 1]'],
    ['negative bigint', -12n, '[BigInt: -12]'],
    ['bigint beyond writing out', 10n ** 4000n, '[BigInt: ~]'],
    ['symbol', Symbol('x'), '[Symbol(x)]'],
    ['symbol without description', Symbol(), '[Symbol()]'],
    ['well-known symbol', Symbol.iterator, '[Symbol(Symbol.iterator)]'],
    ['function', function pay() {}, '[Function: pay]'],
    [
      'arrow without name',
      (
        () => () =>
          1
      )(),
      '[Function: <anonymous>]',
    ],
    ['class', Card, '[Function: Card]'],
    [
      'function whose name is an object',
      Object.defineProperty(() => 1, 'name', { value: { toString: () => 'odd' } }),
      '[Function: <anonymous>]',
    ],
    ['function whose name throws', Object.defineProperty(() => 1, 'name', { get: thrower }), '**non-serializable**'],
    ['empty object', {}, {}],
    ['empty array', [], []],
    ['undefined member', { a: undefined, b: 1 }, { b: 1 }],
    ['undefined and hole in an array', [undefined].concat(new Array(1), [3] as never[]), [null, null, 3]],
    ['nested', { a: { b: [{ c: 1 }] } }, { a: { b: [{ c: 1 }] } }],
    ['symbol key', { [Symbol('k')]: 1, a: 2 }, { a: 2 }],
    ['non-enumerable member', Object.defineProperty({ a: 1 }, 'hidden', { value: 2 }), { a: 1 }],
    ['inherited member', Object.create({ inherited: 1 }, { own: { value: 2, enumerable: true } }), { own: 2 }],
    ['null prototype', Object.assign(Object.create(null), { a: 1 }), { a: 1 }],
    ['frozen', Object.freeze({ a: Object.freeze([1]) }), { a: [1] }],
    ['class instance', new Card(), { code: 'declined' }],
    ['instance with private and computed members', new Holder(), {}],
    [
      'getter',
      {
        get a() {
          return 1;
        },
      },
      { a: 1 },
    ],
    [
      'throwing getter',
      {
        a: 1,
        get b() {
          return thrower();
        },
        c: 3,
      },
      { a: 1, b: '**non-serializable**', c: 3 },
    ],
    ['cycle', cyclic(), { a: 1, self: '[Circular ~]' }],
    [
      'cycle through an array',
      (() => {
        const a: unknown[] = [];
        a.push([a]);
        return a;
      })(),
      [['[Circular ~]']],
    ],
    [
      'shared, no cycle',
      (() => {
        const a = { x: 1 };
        return [a, a];
      })(),
      [{ x: 1 }, { x: 1 }],
    ],
    ['toJSON', { toJSON: () => ({ a: 1 }) }, { a: 1 }],
    ['toJSON to a primitive', { toJSON: () => 5 }, 5],
    ['toJSON of a list, which stays one', { a: Object.assign([1], { toJSON: () => 'x' }) }, { a: [1] }],
    ['toJSON to undefined', [{ toJSON: () => undefined }], [null]],
    [
      'toJSON to itself',
      (() => {
        const a: Record<string, unknown> = { b: 1 };
        a['toJSON'] = function toJSON() {
          return a;
        };
        return a;
      })(),
      { b: 1, toJSON: '[Function: toJSON]' },
    ],
    ['toJSON that gives a new toJSON', { toJSON: () => ({ toJSON: () => 1, b: 2 }) }, { toJSON: '[Function: toJSON]', b: 2 }],
    [
      'toJSON that holds its owner',
      (() => {
        const a = { toJSON: () => ({ owner: a }) };
        return a;
      })(),
      { owner: '[Circular ~]' },
    ],
    ['throwing toJSON', { a: { toJSON: thrower } }, { a: '**non-serializable**' }],
    ['toJSON that is no function', { toJSON: 1 }, { toJSON: 1 }],
    ['throwing toString', { toString: thrower, a: 1 }, { toString: '[Function: thrower]', a: 1 }],
    ['date', new Date(0), '1970-01-01T00:00:00.000Z'],
    ['invalid date', new Date(Number.NaN), null],
    ['RegExp', /a+/gi, '[RegExp]'],
    [
      'Map',
      new Map<unknown, unknown>([
        ['a', 1],
        [2, { b: 1 }],
        [{}, 3],
        [null, 4],
      ]),
      { a: 1, 2: { b: 1 }, '[Object]': 3, '[null]': 4 },
    ],
    ['Set', new Set([1, 'a', { b: 1 }]), [1, 'a', { b: 1 }]],
    ['WeakMap', new WeakMap(), '[WeakMap]'],
    ['WeakSet', new WeakSet(), '[WeakSet]'],
    ['Promise', Promise.resolve(1), '[Promise]'],
    ['generator', (function* () {})(), '[Generator]'],
    ['typed array', new Uint8Array(1024), '[Uint8Array 1024]'],
    ['float array', new Float64Array(2), '[Float64Array 16]'],
    ['Buffer', Buffer.from('abc'), '[Uint8Array 3]'],
    ['ArrayBuffer', new ArrayBuffer(8), '[ArrayBuffer 8]'],
    ['DataView', new DataView(new ArrayBuffer(4)), '[DataView 4]'],
    ['own member called byteLength', { byteLength: 3, a: 1 }, { byteLength: 3, a: 1 }],
    ['boxed number', Object(4), '[Number]'],
    ['boxed text', Object('a'), '[String]'],
    ['boxed symbol', Object(Symbol('x')), '[Symbol]'],
    [
      'host object',
      Object.create(
        {
          get [Symbol.toStringTag]() {
            return 'HTMLElement';
          },
        },
        { tree: { value: 1, enumerable: true } },
      ),
      '[HTMLElement]',
    ],
    ['URL', new URL('https://a.b/c'), 'https://a.b/c'],
    ['error', new TypeError('boo'), { name: 'TypeError', message: 'boo' }],
    [
      'error with own fields',
      Object.assign(new Error('boo'), { code: 'E1', nested: { a: 1 } }),
      { name: 'Error', message: 'boo', code: 'E1', nested: { a: 1 } },
    ],
    [
      'error with cause',
      new Error('a', { cause: new RangeError('b') }),
      { name: 'Error', message: 'a', cause: { name: 'RangeError', message: 'b' } },
    ],
    [
      'AggregateError',
      new AggregateError([new Error('b')], 'a'),
      { name: 'AggregateError', message: 'a', errors: [{ name: 'Error', message: 'b' }] },
    ],
    [
      'error with an enumerable stack',
      Object.defineProperty(new Error('a'), 'stack', { value: 's', enumerable: true }),
      { name: 'Error', message: 'a' },
    ],
    [
      'error with a throwing message',
      Object.defineProperty(new Error(), 'message', { get: thrower }),
      { name: 'Error', message: '**non-serializable**' },
    ],
    ['error of another realm', runInNewContext('new RangeError("far")'), { name: 'RangeError', message: 'far' }],
    [
      'object of another realm',
      runInNewContext('({ a: [1, new Map([["k", 1]])], d: new Date(0) })'),
      { a: [1, { k: 1 }], d: '1970-01-01T00:00:00.000Z' },
    ],
    ['revoked Proxy', revoked(), '**non-serializable**'],
    ['revoked Proxy inside', { a: revoked(), b: 1 }, { a: '**non-serializable**', b: 1 }],
    ['Proxy that throws at ownKeys', new Proxy({}, { ownKeys: thrower }), { '...': '**non-serializable**' }],
    ['Proxy that throws at get', { p: new Proxy({ a: 1 }, { get: thrower }) }, { p: '**non-serializable**' }],
    ['Proxy of an object', new Proxy({ a: 1 }, {}), { a: 1 }],
    ['Proxy of an array', new Proxy([1, 2], {}), [1, 2]],
    ['own __proto__', JSON.parse('{"__proto__":{"polluted":1},"a":1}'), { a: 1 }],
    [
      'own constructor and prototype',
      { constructor: 1, prototype: 2, hasOwnProperty: 3 },
      { constructor: 1, prototype: 2, hasOwnProperty: 3 },
    ],
  ];

  it('has a golden table of at least sixty values', () => expect(golden.length).toBeGreaterThanOrEqual(60));

  it.each(golden)('%s', (_name, value, expected) => {
    const result = normalize(value);
    expect(result).toEqual(expected);
    if (expected !== undefined) expect(JSON.parse(JSON.stringify(result))).toEqual(expected);
  });

  it('leaves out an own __proto__ and pollutes nothing', () => {
    const result = normalize(JSON.parse('{"__proto__":{"polluted":1}}')) as object;
    expect(Object.hasOwn(result, '__proto__')).toBe(false);
    expect(Object.getPrototypeOf(result)).toBe(Object.prototype);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });
});
