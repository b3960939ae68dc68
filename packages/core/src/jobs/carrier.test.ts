import { AsyncLocalStorage } from 'node:async_hooks';
import { createTestkit } from '@vigil/testkit';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as Vigil from '../index';

const debug: unknown[] = [];
let kit: ReturnType<typeof createTestkit>;
function start(options: Vigil.VigilOptions = {}) {
  kit = createTestkit();
  const logger = { debug: (line: unknown) => void debug.push(line), warn() {} };
  return Vigil.init({ ...kit.options, debug: true, logger, ...options });
}
beforeEach(() => {
  const storage = new AsyncLocalStorage<Vigil.Hub>();
  Vigil.setContextPort({ get: () => storage.getStore(), run: (hub, fn) => storage.run(hub, fn) });
  start();
});
afterEach(async () => {
  await Vigil.close();
  debug.length = 0;
  delete (globalThis as { [key: symbol]: unknown })[Symbol.for('vigil/1')];
});

const TRACE = 'a'.repeat(32);
const HEADER = `${TRACE}-${'b'.repeat(16)}-1`;
const traceNow = () => Vigil.getCurrentScope().getPropagationContext();
const sizeOf = (value: unknown) => Buffer.byteLength(JSON.stringify(value));
/** A producer with a user and tags, and what it injects. */
const produced = (options?: Vigil.InjectOptions, user: Vigil.User = { id: 'u7', email: 'ann@example.com' }) =>
  Vigil.withIsolationScope(() => {
    Vigil.setUser(user);
    Vigil.setTags({ tenant: 't1', shard: 3 });
    return { carrier: Vigil.inject(options), traceId: traceNow().traceId };
  });

describe('inject', () => {
  it('takes trace and user id along, no more unless asked', () => {
    const { carrier, traceId } = produced();
    expect(carrier).toEqual({
      v: 1,
      'sentry-trace': expect.stringMatching(`^${traceId}-`),
      baggage: expect.any(String),
      user: { id: 'u7' },
    });
    expect(carrier.baggage).toContain(`sentry-trace_id=${traceId}`);
  });

  it.each([
    [
      { user: true, tags: true },
      { id: 'u7', email: 'ann@example.com' },
      { tenant: 't1', shard: '3' },
    ],
    [{ user: ['email'], tags: ['shard', 'none'] }, { email: 'ann@example.com' }, { shard: '3' }],
    [{ user: false, tags: false }, undefined, undefined],
    [{ user: ['none'], tags: [] }, undefined, undefined],
  ])('%j takes along what it names', (options, user, tags) => {
    const { carrier } = produced(options);
    expect([carrier.user, carrier.tags]).toEqual([user, tags]);
  });

  it("keeps a user of the whole process out of a request's messages", () => {
    Vigil.getGlobalScope().setUser({ id: 'process' });
    expect(Vigil.inject().user).toEqual({ id: 'process' });
    Vigil.withIsolationScope(() => expect(Vigil.inject()).not.toHaveProperty('user'));
  });

  it('where tracing is suppressed takes no trace along, and without an enabled client nothing', async () => {
    Vigil.withIsolationScope(() => {
      Vigil.setUser({ id: 'u7' });
      expect(Vigil.suppressTracing(() => Vigil.inject())).toEqual({ v: 1, user: { id: 'u7' } });
    });
    await Vigil.close();
    expect(produced().carrier).toEqual({ v: 1 });
  });

  it('fits 4,096 bytes: tags are cut first, then the user, of the trace never its id', () => {
    const long = 'ä'.repeat(200);
    const { carrier } = Vigil.withIsolationScope(() => {
      for (let n = 0; n < 50; n++) Vigil.setTag(`tag${n}`, long);
      return produced({ user: true, tags: true }, { id: 'u7', bio: 'b'.repeat(2500), more: 'm'.repeat(2500) });
    });
    expect(carrier.user).toEqual({ id: 'u7', bio: 'b'.repeat(2500) });
    expect(Object.keys(carrier.tags ?? {}).filter(key => /^tag/.test(key))).toEqual(['tag0', 'tag1', 'tag2']);
    expect(sizeOf(carrier)).toBeLessThanOrEqual(4096);

    const entries = Array.from({ length: 20 }, (_, n) => `sentry-k${n}=${'x'.repeat(350)}`);
    const baggage = [...entries, `sentry-trace_id=${TRACE}`, 'sentry-org_id=7'].join();
    const cut = Vigil.continueTrace({ sentryTrace: HEADER, baggage }, () => produced().carrier);
    expect(cut['sentry-trace']).toMatch(TRACE);
    expect(cut.baggage).toContain('sentry-org_id=7');
    expect(cut.user).toEqual({ id: 'u7' });
    expect(sizeOf(cut)).toBeLessThanOrEqual(4096);
  });

  it('is plain JSON of at most 4,096 bytes, whatever was set', () => {
    const record = fc.dictionary(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.anything({ maxDepth: 2 }), { maxKeys: 60 });
    fc.assert(
      fc.property(record, record, fc.anything(), (user, tags, options) => {
        Vigil.withIsolationScope(() => {
          Vigil.setUser(user);
          Vigil.setTags(tags as Record<string, string>);
          for (const given of [{ user: true, tags: true }, options]) {
            const carrier = Vigil.inject(given as Vigil.InjectOptions);
            expect(carrier.v).toBe(1);
            // as text: JSON has no negative zero
            const text = JSON.stringify(carrier);
            expect(JSON.stringify(JSON.parse(text))).toBe(text);
            expect(JSON.stringify(structuredClone(carrier))).toBe(text);
            expect(sizeOf(carrier)).toBeLessThanOrEqual(4096);
          }
        });
      }),
      { numRuns: 400 },
    );
  });
});

describe('runWithCarrier', () => {
  const forms: Array<[string, (carrier: Vigil.Carrier) => unknown]> = [
    ['an object', carrier => carrier],
    ['JSON text', carrier => JSON.stringify(carrier)],
    ['JSON in bytes', carrier => Buffer.from(JSON.stringify(carrier))],
    ['what a structured clone makes of it', carrier => structuredClone(carrier)],
  ];
  it.each(forms)('goes on in trace and user from %s', async (_form, form) => {
    const { carrier, traceId } = produced({ user: true, tags: true });
    Vigil.setUser({ id: 'consumer' });
    Vigil.addBreadcrumb({ message: 'of the consumer' });
    Vigil.runWithCarrier(form(carrier), () => Vigil.captureException(new Error('in the job')));
    await Vigil.flush();
    const [event] = kit.events();
    expect(event).toMatchObject({ user: { id: 'u7', email: 'ann@example.com' }, tags: { tenant: 't1', shard: '3' } });
    expect(event?.contexts?.['trace']).toMatchObject({ trace_id: traceId, parent_span_id: carrier['sentry-trace']?.slice(33, 49) });
    expect(event?.breadcrumbs).toBeUndefined();
    expect(Vigil.getIsolationScope().getUser()).toEqual({ id: 'consumer' });
  });

  it('hands on what was decided about the trace', () => {
    const dsc = Vigil.runWithCarrier(
      { v: 1, 'sentry-trace': HEADER, baggage: `sentry-trace_id=${TRACE},sentry-release=them` },
      Vigil.inject,
    );
    expect(dsc['sentry-trace']).toMatch(new RegExp(`^${TRACE}-[\\da-f]{16}-1$`));
    expect(dsc.baggage).toContain('sentry-release=them');
  });

  it.each([
    ['text', { 'sentry-trace': HEADER }],
    ['bytes', { 'sentry-trace': Buffer.from(HEADER), baggage: Buffer.from(`sentry-trace_id=${TRACE}`) }],
    ['lists', { 'sentry-trace': [Buffer.from(HEADER)], baggage: [Buffer.from('a=1'), `sentry-trace_id=${TRACE}`] }],
    ['W3C alone', { traceparent: new TextEncoder().encode(`00-${TRACE}-${'b'.repeat(16)}-01`) }],
    ['a Map without prototype', Object.assign(Object.create(null), { 'sentry-trace': HEADER })],
  ])("goes on in the trace of a broker's plain headers: %s", (_form, headers) => {
    const made = Vigil.runWithCarrier({ ...headers, user: { id: 'forged' }, tags: { forged: 'yes' } }, () => [
      traceNow().traceId,
      Vigil.getIsolationScope().getUser(),
    ]);
    expect(made).toEqual([TRACE, undefined]);
  });

  it.each([
    ['Headers', new Headers({ 'sentry-trace': HEADER, baggage: `sentry-trace_id=${TRACE}` })],
    ['a Map', new Map([['traceparent', `00-${TRACE}-${'b'.repeat(16)}-01`]])],
  ])('goes on in the trace of %s', (_form, headers) => {
    expect(Vigil.runWithCarrier(headers, () => traceNow().traceId)).toBe(TRACE);
  });

  it.each([undefined, null, 7, '', 'text', '{"v":1', '[]', [], {}, { v: 2, user: { id: 1 } }, () => {}, Symbol('x'), 'x'.repeat(1e6)])(
    'of what is no carrier (%#): a fresh context, a new trace, a line for those who look',
    given => {
      Vigil.setUser({ id: 'consumer' });
      const outside = traceNow().traceId;
      debug.length = 0;
      const [traceId, user] = Vigil.runWithCarrier(given, () => [traceNow().traceId, Vigil.getIsolationScope().getUser()]);
      expect(traceId).toMatch(/^[\da-f]{32}$/);
      expect(traceId).not.toBe(outside);
      expect(user).toBeUndefined();
      expect(debug).toEqual(['[vigil] no carrier: a new trace begins']);
    },
  );

  it.each([
    ['another organisation', {}, 'sentry-org_id=8', false],
    ['the same organisation', {}, 'sentry-org_id=7', true],
    ['none', {}, 'sentry-release=x', true],
    ['none, where that is not enough', { strictTraceContinuation: true }, 'sentry-release=x', false],
  ])('a trace of %s', async (_whose, options, baggage, isContinued) => {
    await Vigil.close();
    start({ orgId: '7', ...options });
    const traceId = Vigil.runWithCarrier({ v: 1, 'sentry-trace': HEADER, baggage }, () => traceNow().traceId);
    expect(traceId === TRACE).toBe(isContinued);
  });

  it('passes through what fn answers and throws, the latter unreported', async () => {
    const thrown = new Error('x');
    expect(Vigil.runWithCarrier({}, () => 7)).toBe(7);
    expect(() =>
      Vigil.runWithCarrier({}, () => {
        throw thrown;
      }),
    ).toThrow(thrown);
    await Vigil.flush();
    expect(kit.events()).toEqual([]);
  });

  it('survives what is hostile, pollutes no prototype and lets an event leave', async () => {
    const proxy = new Proxy({}, { get: () => proxy, ownKeys: () => ['user'], getOwnPropertyDescriptor: () => undefined });
    const { proxy: revoked, revoke } = Proxy.revocable({}, {});
    revoke();
    const throwing = Object.defineProperty({ v: 1 }, 'sentry-trace', {
      get() {
        throw new Error('getter');
      },
    });
    const polluting = '{"v":1,"user":{"__proto__":{"admin":true},"id":"u"},"tags":{"__proto__":"x","a":"b"},"__proto__":{"polluted":1}}';
    const huge = { v: 1, user: { id: 'h'.repeat(1e6) }, tags: Object.fromEntries(Array.from({ length: 1e4 }, (_, n) => [`t${n}`, 'v'])) };
    const deep = `{"v":1,"user":${'{"a":'.repeat(3000)}1${'}'.repeat(3000)}}`;
    const circular: Record<string, unknown> = { v: 1 };
    circular['user'] = circular;
    const wrong = { v: 1, 'sentry-trace': 7, baggage: {}, user: ['x'], tags: new Error('x') };
    for (const given of [proxy, revoked, throwing, polluting, huge, deep, circular, wrong, { v: 1, user: revoked, tags: proxy }]) {
      Vigil.runWithCarrier(given, () => Vigil.captureMessage('alive'));
      Vigil.wrapHandler(() => Vigil.captureMessage('alive'), { name: 'x', carrier: () => given })();
    }
    expect(({} as Record<string, unknown>)['admin'] ?? ({} as Record<string, unknown>)['polluted']).toBeUndefined();
    expect(Vigil.runWithCarrier(polluting, () => Vigil.getIsolationScope().getScopeData())).toMatchObject({
      user: { id: 'u' },
      tags: { a: 'b' },
    });
    await Vigil.flush();
    expect(Vigil.getClient()?.stats()).toMatchObject({ hookErrors: 0 });
    expect(Vigil.getClient()?.stats().outcomes['error']?.internal_error).toBeUndefined();
  });

  it('never throws, and runs fn once, whatever it is given', () => {
    const text = fc.oneof(fc.string(), fc.json(), fc.constant(HEADER));
    const value = fc.oneof(fc.anything({ withBigInt: true, withNullPrototype: true, withTypedArray: true }), text);
    const shaped = fc.record(
      { v: fc.constantFrom(1, 2, '1'), 'sentry-trace': value, baggage: value, user: value, tags: value },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(
        fc.oneof(
          value,
          shaped,
          shaped.map(each => safeJson(each)),
        ),
        given => {
          let runs = 0;
          Vigil.runWithCarrier(given, () => {
            runs++;
            expect(traceNow().traceId).toMatch(/^[\da-f]{32}$/);
            expect(sizeOf(Vigil.inject({ user: true, tags: true }))).toBeLessThanOrEqual(4096);
          });
          expect(runs).toBe(1);
        },
      ),
      { numRuns: 400 },
    );
  });
});

const safeJson = (value: unknown): string => {
  try {
    return JSON.stringify(value);
  } catch {
    return '';
  }
};
