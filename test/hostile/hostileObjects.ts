import { createContext, runInContext } from 'node:vm';
import type { Random } from './random';

type Make = (inner: unknown, random: Random) => unknown;

// spelled out, a linter takes it for a slip
const THEN = 'then';

const boom = (): never => {
  throw new RangeError('boom');
};
const symbolBoom = (): never => {
  throw Symbol('boom');
};
const nothing = (): undefined => undefined;

const TRAPS: Array<keyof ProxyHandler<object>> = [
  'get',
  'has',
  'set',
  'ownKeys',
  'getPrototypeOf',
  'setPrototypeOf',
  'getOwnPropertyDescriptor',
  'defineProperty',
  'deleteProperty',
  'isExtensible',
  'preventExtensions',
];
const throwing = Object.fromEntries(TRAPS.map(trap => [trap, boom])) as ProxyHandler<object>;

function revoked(target: object): object {
  const { proxy, revoke } = Proxy.revocable(target, {});
  revoke();
  return proxy;
}

function cyclic(kind: number, inner: unknown): unknown {
  const object: Record<string, unknown> = { inner };
  if (kind === 0) return Object.assign(object, { self: object });
  if (kind === 1) return new Map([['self', object]]).set('map', Object.assign(object, { back: new Set([object]) }));
  const list: unknown[] = [inner];
  list.push(list, [list]);
  return list;
}

const realm = createContext({});
const foreign = (code: string): unknown => runInContext(code, realm);
const FOREIGN = [
  'new Error("other realm")',
  'new AggregateError([new TypeError("a"), 1], "many")',
  '({ a: [1, new Map([[{}, 1]])], get b() { throw new Error("no") } })',
  'new Proxy({}, { ownKeys() { throw 1 } })',
  'new (class extends Error { get message() { throw this } })()',
  'Object.create(null)',
  '(function () { return arguments })(1, 2)',
];

/** An object whose member `key` throws when it is read. */
function trapped(key: PropertyKey, inner: unknown, get: () => never = boom): object {
  return Object.defineProperty({ inner }, key, { get, enumerable: true, configurable: true });
}

/** Objects that lie, throw or loop. `inner` is put where somebody will look for it. */
export const OBJECTS: readonly Make[] = [
  inner => revoked({ inner }),
  () => revoked([]),
  () => revoked(() => {}),
  inner => new Proxy({ inner }, throwing),
  () => new Proxy([], throwing),
  () => new Proxy(() => {}, { ...throwing, apply: boom, construct: boom }),
  (inner, random) => new Proxy({ inner }, { [random.pick(TRAPS)]: boom }),
  (inner, random) => new Proxy({ inner }, { [random.pick(TRAPS)]: nothing }),
  () => new Proxy([], { get: (_target, key) => (key === 'length' ? Number.NaN : undefined) }),
  (inner, random) =>
    trapped(random.pick(['value', 'constructor', 'toJSON', 'name', 'message', 'stack', 'cause', THEN, Symbol.toStringTag]), inner),
  (inner, random) => trapped(random.pick(['value', 'constructor', 'toJSON', THEN, Symbol.iterator]), inner, symbolBoom),
  inner => ({ inner, toJSON: boom }),
  inner => ({ toJSON: () => inner }),
  () => ({
    toJSON() {
      return this;
    },
  }),
  () => ({
    toJSON() {
      return { ...this };
    },
  }),
  inner => ({ inner, toString: boom, valueOf: boom, [Symbol.toPrimitive]: boom }),
  inner => ({ inner, toString: 1, valueOf: null }),
  (inner, random) => ({
    inner,
    [Symbol.toStringTag]: random.pick(['Error', 'Array', 'Map', 'Set', 'String', 'Number', 'Date', 'Promise', 7]),
  }),
  inner => ({ inner, constructor: trapped('name', inner) }),
  inner => ({ inner, constructor: { name: inner } }),
  inner => ({ inner, constructor: null }),
  inner => ({ inner, hasOwnProperty: boom, [THEN]: boom }),
  inner => ({ [THEN]: (_ok: unknown, fail?: (error: unknown) => void) => fail?.(inner) }),
  inner => ({
    [THEN]: (ok?: (value: unknown) => void) => {
      ok?.(inner);
      ok?.(inner);
      boom();
    },
  }),
  () => ({ [THEN]: nothing }),
  inner => Object.assign(Object.create(null), { inner }),
  inner => Object.create(trapped('inherited', inner)),
  inner => Object.freeze({ inner: Object.freeze([inner]) }),
  inner => Object.defineProperty({}, '__proto__', { value: inner, enumerable: true }),
  inner => JSON.parse(`{"__proto__":{"a":1},"constructor":{"prototype":{"b":2}},"length":-1,"":"${typeof inner}"}`),
  inner =>
    new Map<unknown, unknown>([
      [inner, inner],
      [{}, 1],
      [Symbol('key'), 2],
      [null, 3],
    ]),
  inner => new Set([inner, [inner], Number.NaN]),
  () => Object.assign(new Set(), { [Symbol.iterator]: boom }),
  inner => Object.assign([], { 0: inner, 2: undefined, 4: () => inner, extra: inner }),
  () => Object.defineProperty([1, 2], 0, { get: boom }),
  (inner, random) => cyclic(random.below(3), inner),
  inner => ({ getScopeData: boom, inner }),
  inner => ({ getScopeData: () => inner }),
  inner =>
    Object.fromEntries(
      ['tags', 'user', 'extra', 'contexts', 'breadcrumbs', 'fingerprint', 'level', 'attachments'].map(key => [key, inner]),
    ),
  inner => ({ error: inner, message: inner, name: inner, stack: inner }),
  (_inner, random) => foreign(random.pick(FOREIGN)),
  inner => Object.assign(class {}, { inner }),
  inner => Object.assign(() => inner, { inner, toJSON: boom }),
  inner => Object.defineProperty(() => {}, 'name', { value: inner }),
  () => Object.defineProperty(() => {}, 'name', { get: boom, configurable: true }),
];
