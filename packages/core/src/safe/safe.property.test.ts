import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Event } from '../wire/event';
import { gate } from './gate';
import { normalize } from './normalize';
import { createScrubRules } from './scrub';

const rules = createScrubRules(undefined, () => undefined);
const thrower = () => {
  throw new Error('hostile');
};

/** Members that throw, lie, cycle or are no data. */
const HOSTILE: Array<() => unknown> = [
  () => Symbol('s'),
  () => 10n ** 500n,
  () => thrower,
  () => new Date(Number.NaN),
  () => new Error('e', { cause: Object.assign(new TypeError('c'), { code: 1 }) }),
  () =>
    new Map<unknown, unknown>([
      [{}, 1],
      ['password', 'x'],
      [Symbol('k'), new Map()],
    ]),
  () => new Set([1, new Set(['a'])]),
  () => new WeakMap(),
  () => Promise.resolve(),
  () => Buffer.from('abc'),
  () => Object.assign([], { length: 4e9 }),
  () => Object.create(null),
  () => Object.freeze({ a: Object.freeze([{}]) }),
  () => ({
    get boom() {
      return thrower();
    },
    after: 1,
  }),
  () => ({ toJSON: thrower }),
  () => ({ toString: thrower, valueOf: thrower, [Symbol.toPrimitive]: thrower }),
  () => ({
    get [Symbol.toStringTag]() {
      return thrower();
    },
  }),
  () =>
    new (class {
      get [Symbol.toStringTag](): string {
        return thrower();
      }
    })(),
  () => new Proxy({}, { get: thrower, ownKeys: thrower, has: thrower, getPrototypeOf: thrower, getOwnPropertyDescriptor: thrower }),
  () => new Proxy({ a: 1 }, { getOwnPropertyDescriptor: thrower }),
  () => new Proxy([1, 2], { get: (target, key) => (key === 'length' ? -1 : Reflect.get(target, key)) }),
  () => new Proxy([], { get: (_, key) => (key === 'length' ? Number.POSITIVE_INFINITY : key) }),
  () => {
    const { proxy, revoke } = Proxy.revocable([], {});
    revoke();
    return proxy;
  },
  () => {
    const a: Record<string, unknown> = {};
    a['me'] = [a];
    return a;
  },
  () => {
    const a: { toJSON(): unknown } = { toJSON: () => ({ a }) };
    return a;
  },
  () => JSON.parse('{"__proto__":{"x":1},"constructor":{"prototype":1}}'),
  () => Object.assign(Object('boxed'), { valueOf: thrower }),
  () => 'x'.repeat(20_000) + '\ud800',
  () => '\u0000'.repeat(3000),
  () => '{"password":"x"',
  () => ({
    ...Object.fromEntries([['then', thrower]]),
    length: 1e9,
    constructor: {
      get name() {
        return thrower();
      },
    },
  }),
  () => Object.create({ constructor: null }),
];
/** Stands for one of them while values are generated: fast-check looks into what it makes. */
class Plan {
  constructor(readonly at: number) {}
}
function build(plan: unknown): unknown {
  if (plan instanceof Plan) return HOSTILE[plan.at]!();
  if (Array.isArray(plan)) return plan.map(build);
  if (typeof plan !== 'object' || !plan) return plan;
  const object: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(plan)) {
    Object.defineProperty(object, name, { value: build(value), enumerable: true, configurable: true, writable: true });
  }
  return object;
}

const key = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom(
    'password',
    '__proto__',
    'toJSON',
    'length',
    'values',
    'frames',
    'stacktrace',
    'data',
    'trace',
    'user',
    'exception',
    '',
    'constructor',
  ),
);
const tree = fc.letrec<{ node: unknown }>(tie => ({
  node: fc.oneof(
    { maxDepth: 4, depthSize: 'small' },
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.double(),
      fc.constantFrom(undefined, null, true, Number.NaN),
      fc.nat({ max: HOSTILE.length - 1 }).map(at => new Plan(at)),
    ),
    fc.array(tie('node'), { maxLength: 4 }),
    fc.dictionary(key, tie('node'), { maxKeys: 5 }),
  ),
})).node;
const field = fc.constantFrom(
  'event_id',
  'message',
  'exception',
  'breadcrumbs',
  'contexts',
  'extra',
  'tags',
  'user',
  'request',
  'sdk',
  'debug_meta',
  'modules',
  '_meta',
  'fingerprint',
  'threads',
  'spans',
  'other',
);
const event = fc.oneof(fc.dictionary(field, tree, { maxKeys: 6 }), tree);
const shaped = fc
  .record({
    value: tree,
    frames: fc.array(fc.dictionary(fc.constantFrom('filename', 'vars', 'pre_context', 'in_app', 'function'), tree), { maxLength: 30 }),
    crumbs: fc.array(tree, { maxLength: 30 }),
    rest: tree,
  })
  .map(({ value, frames, crumbs, rest }) => ({
    exception: { values: [{ type: 'E', value, stacktrace: { frames } }] },
    breadcrumbs: crumbs,
    extra: rest,
    contexts: rest,
    request: { data: rest },
  }));

function check(plan: unknown, maxBytes: number, withRules: boolean): void {
  const input = build(plan);
  const { json, event: copy, cuts } = gate(input as Event, withRules ? rules : undefined, { maxBytes });
  const parsed = JSON.parse(json) as unknown;
  expect(Buffer.byteLength(json)).toBeLessThanOrEqual(maxBytes);
  expect(JSON.parse(JSON.stringify(copy))).toEqual(parsed);
  // a cut says where and why
  for (const cut of cuts) expect(cut.rule).toMatch(/^(?:!limit|@vigil:)/);
  expect(({} as Record<string, unknown>)['x']).toBeUndefined();
}

describe('whatever it is given', () => {
  it('normalize never throws, gives JSON and stays near its budget', () => {
    fc.assert(
      fc.property(tree, fc.integer({ min: 0, max: 3000 }), (plan, maxBytes) => {
        const value = build(plan);
        const meter = { nodes: 0, bytes: 0 };
        const result = normalize(value, { maxBytes, meter });
        const json = JSON.stringify(result);
        if (result !== undefined) expect(JSON.stringify(JSON.parse(json))).toBe(json);
        // a marker for each object still open, and one text or key of the last bytes
        expect(meter.bytes).toBeLessThan(2 * maxBytes + 600);
        expect(meter.nodes).toBeLessThan(maxBytes + 100);
      }),
      { numRuns: 8000 },
    );
  });

  it('the gate never throws, gives JSON within the budget', () => {
    fc.assert(
      fc.property(event, fc.boolean(), (input, withRules) => check(input, 200_000, withRules)),
      { numRuns: 1000 },
    );
  });

  it('the same for budgets of any size', () => {
    fc.assert(fc.property(event, fc.integer({ min: 2, max: 5000 }), fc.boolean(), check), { numRuns: 9000 });
  });

  it('the same for events with stacks and breadcrumbs', () => {
    fc.assert(fc.property(shaped, fc.integer({ min: 2, max: 10_000 }), fc.boolean(), check), { numRuns: 1000 });
  });

  it('no secret under a secret key leaves', () => {
    const secretKey = fc.constantFrom('password', 'apiKey', 'x-api-key', 'SET_COOKIE', 'user.token', 'dbPassword');
    const wrap = fc.letrec<{ node: unknown }>(tie => ({
      node: fc.oneof(
        { maxDepth: 5, withCrossShrink: true },
        fc.tuple(secretKey, fc.constantFrom<unknown>('CANARY', ['CANARY'], { a: 'CANARY' })).map(([name, value]) => ({ [name]: value })),
        fc.array(tie('node'), { minLength: 1, maxLength: 3 }),
        fc.dictionary(fc.stringMatching(/^[b-df-h]{1,5}$/), tie('node'), { minKeys: 1, maxKeys: 3 }),
        tie('node').map(node => JSON.stringify(node)),
        tie('node').map(node => new Map([['m', node]])),
        tie('node').map(node => ({ toJSON: () => node })),
      ),
    })).node;
    fc.assert(
      fc.property(wrap, fc.constantFrom('extra', 'contexts', 'request', 'user', 'breadcrumbs', 'message', 'tags'), (value, name) => {
        expect(gate({ [name]: value } as Event, rules).json).not.toContain('CANARY');
      }),
      { numRuns: 3000 },
    );
  });
});
