import type { Testkit } from '@vigil/testkit';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { useClient } from '../fixtures/useClient';
import {
  captureLog,
  continueTrace,
  createConsolaReporter,
  type Envelope,
  getCurrentScope,
  getGlobalScope,
  type Log,
  logger,
  Scope,
  setAttributes,
  setUser,
  type VigilOptions,
  withIsolationScope,
  withScope,
} from '../index';

interface Entry {
  timestamp: number;
  trace_id: string;
  span_id?: string;
  level: string;
  severity_number: number;
  body: string;
  attributes: Record<string, { value: unknown; type: string; unit?: string }>;
}

const used = useClient();
const { start } = used;
beforeEach(() => {
  getCurrentScope().clear();
  getGlobalScope().clear();
});

const containers = () => used.kit.items('log') as Array<{ items: Entry[] }>;
const logs = () => containers().flatMap(({ items }) => items);
/** The attributes that the code at hand gave. */
const own = (entry: Entry | undefined) =>
  Object.fromEntries(
    Object.entries(entry?.attributes ?? {})
      .filter(([key]) => !/^(sentry\.(?!message|origin)|server\.)/.test(key))
      .map(([key, { value }]) => [key, value]),
  );
const TRACE = 'c'.repeat(32);

describe('a line', () => {
  it('leaves with its level, its trace and typed attributes', async () => {
    const client = start();
    continueTrace({ sentryTrace: `${TRACE}-${'d'.repeat(16)}-1` }, () =>
      logger.warn('slow query', { ms: 812, share: 0.5, cached: false, table: 'orders', ids: [1, 2], took: { value: 3, unit: 'second' } }),
    );
    await client.flush();
    const [entry] = logs();
    expect(entry).toMatchObject({
      trace_id: TRACE,
      level: 'warn',
      severity_number: 13,
      body: 'slow query',
      timestamp: used.kit.clock.now() / 1000,
    });
    expect(entry?.span_id).toBeUndefined();
    expect(entry?.attributes).toEqual({
      ms: { value: 812, type: 'integer' },
      share: { value: 0.5, type: 'double' },
      cached: { value: false, type: 'boolean' },
      table: { value: 'orders', type: 'string' },
      ids: { value: [1, 2], type: 'array' },
      took: { value: 3, type: 'integer', unit: 'second' },
      'sentry.environment': { value: 'production', type: 'string' },
      'sentry.release': { value: 'shop@2', type: 'string' },
      'sentry.sdk.name': { value: client.sdk.name, type: 'string' },
      'sentry.sdk.version': { value: client.sdk.version, type: 'string' },
      'sentry.timestamp.sequence': { value: 0, type: 'integer' },
    });
  });

  it('is in an envelope without a trace, whose item says how many there are and of what', async () => {
    const client = start();
    logger.info('one');
    logger.info('two');
    await client.flush();
    expect(used.kit.envelopes()).toHaveLength(1);
    const [[headers, items]] = used.kit.envelopes() as [ReturnType<Testkit['envelopes']>[0]];
    expect(headers.trace).toBeUndefined();
    expect(headers.event_id).toBeUndefined();
    expect(items.map(([item]) => item)).toEqual([{ type: 'log', item_count: 2, content_type: 'application/vnd.sentry.items.log+json' }]);
    expect(logs().map(({ attributes }) => attributes['sentry.timestamp.sequence']?.value)).toEqual([0, 1]);
  });

  it.each([
    ['trace', 1],
    ['debug', 5],
    ['info', 9],
    ['warn', 13],
    ['error', 17],
    ['fatal', 21],
  ] as const)('of level %s counts %i', async (level, number) => {
    const client = start();
    logger[level]('x');
    await client.flush();
    expect(logs()).toMatchObject([{ level, severity_number: number }]);
  });

  it('has the attributes of the scopes, the nearest winning, and the user', async () => {
    const client = start();
    getGlobalScope().setAttributes({ a: 'global', b: 'global', c: 'global' });
    setAttributes({ b: 'isolation', c: 'isolation' });
    setUser({ id: 'u1', email: 'ann@example.com', username: 'ann' });
    withScope(scope => {
      scope.setAttribute('c', 'current');
      scope.setTag('tag', 'stays out');
      logger.info('hi', { d: 'own' });
    });
    await client.flush();
    expect(own(logs()[0])).toEqual({
      a: 'global',
      b: 'isolation',
      c: 'current',
      d: 'own',
      'user.id': 'u1',
      'user.email': 'ann@example.com',
      'user.name': 'ann',
    });
  });

  it('of a request knows no user of the process, and none of another request', async () => {
    const client = start();
    getGlobalScope().setUser({ id: 'process' });
    withIsolationScope(scope => scope.setUser({ id: 'other' }));
    withIsolationScope(() => logger.info('hi'));
    await client.flush();
    expect(own(logs()[0])['user.id']).not.toBe('other');
  });

  it('takes its trace and attributes from the scope it is given', async () => {
    const client = start();
    const scope = new Scope();
    scope.setPropagationContext({ traceId: TRACE, sampleRand: 0.5 });
    scope.setAttribute('from', 'scope');
    logger.info('hi', {}, { scope });
    await client.flush();
    expect(logs()[0]?.trace_id).toBe(TRACE);
    expect(own(logs()[0])).toEqual({ from: 'scope' });
  });

  it('names the span of another tracer', async () => {
    const client = start();
    client.identity.active = () => ({ traceId: TRACE, sampleRand: 0.5, propagationSpanId: 'e'.repeat(16) });
    logger.info('hi');
    await client.flush();
    expect(logs()).toMatchObject([
      { trace_id: TRACE, span_id: 'e'.repeat(16), attributes: { 'sentry.trace.parent_span_id': { value: 'e'.repeat(16) } } },
    ]);
  });
});

describe('a template', () => {
  it('by fmt leaves beside its text', async () => {
    const client = start();
    logger.info(logger.fmt`user ${'ann'} has ${3} orders`, { plan: 'pro' });
    await client.flush();
    expect(logs()[0]?.body).toBe('user ann has 3 orders');
    expect(own(logs()[0])).toEqual({
      'sentry.message.template': 'user %s has %s orders',
      'sentry.message.parameter.0': 'ann',
      'sentry.message.parameter.1': 3,
      plan: 'pro',
    });
  });

  it('with values is put together as util.format does', async () => {
    const client = start();
    logger.error('%s has %d of %i (%f) %j 100%% %o', ['ann', '7', '8.9', '1.5', { a: 1 }, [2], 'rest'], { plan: 'pro' });
    logger.info('%s and %s', ['one']);
    logger.error('not paid: %s', [new TypeError('broken')]);
    logger.info('no places', [1, { a: 2 }]);
    await client.flush();
    expect(logs().map(({ body }) => body)).toEqual([
      'ann has 7 of 8 (1.5) {"a":1} 100% [2] rest',
      'one and %s',
      'not paid: TypeError: broken',
      'no places 1 {"a":2}',
    ]);
    expect(own(logs()[0])).toMatchObject({ 'sentry.message.parameter.4': '{"a":1}', plan: 'pro' });
  });
});

describe('in batches', () => {
  it('of 100 at once, the rest five seconds after its first', async () => {
    start();
    for (let n = 0; n < 150; n++) logger.info(`line ${n}`);
    await used.kit.clock.advance(0);
    expect(containers().map(({ items }) => items.length)).toEqual([100]);
    await used.kit.clock.advance(4999);
    expect(containers()).toHaveLength(1);
    await used.kit.clock.advance(1);
    expect(containers().map(({ items }) => items.length)).toEqual([100, 50]);
    expect(logs().map(({ body }) => body)).toEqual(Array.from({ length: 150 }, (_, n) => `line ${n}`));
  });

  it.each(['x', '\u4e2d'])('of what a server takes at most, written in %s', async letter => {
    start();
    for (let n = 0; n < 90; n++) logger.info(letter.repeat(16_000));
    await used.kit.clock.advance(5000);
    expect(logs()).toHaveLength(90);
    for (const each of containers()) expect(Buffer.byteLength(JSON.stringify(each))).toBeLessThan(2 * 1024 ** 2);
    expect(containers().length).toBeLessThan(5);
  });

  it('is pending from its capture, and each line is in the books', async () => {
    const client = start();
    for (let n = 0; n < 3; n++) logger.info('x');
    expect(client.stats()).toMatchObject({ captured: { log_item: 3 }, pending: { log_item: 3 } });
    const told = vi.fn();
    client.onOutcome(told);
    expect(await client.flush()).toBe(true);
    expect(client.stats()).toMatchObject({ captured: { log_item: 3 }, pending: { log_item: 0 }, outcomes: { log_item: { sent: 3 } } });
    expect(told.mock.calls).toEqual([[expect.objectContaining({ category: 'log_item', status: 'sent', quantity: 3 })]]);
  });

  it('is data for whoever looks at the envelope', async () => {
    const client = start();
    const seen: Array<{ items: Entry[] }> = [];
    client.on('beforeEnvelope', (envelope: Envelope) => {
      seen.push(JSON.parse(JSON.stringify(envelope[1][0]![1])), envelope[1][0]![1] as unknown as { items: Entry[] });
    });
    logger.info('x');
    await client.flush();
    const [written, payload] = seen;
    expect(written?.items).toMatchObject([{ body: 'x', level: 'info' }]);
    expect(payload?.items).toEqual(written?.items);
    expect(payload?.items).toBe(payload?.items);
    expect({ ...payload }).toEqual(written);
  });

  it('that nobody takes is lost once, and the server is told of each line', async () => {
    const client = start();
    used.kit.respond([503, 200]);
    for (let n = 0; n < 3; n++) logger.info('x');
    expect(await client.flush()).toBe(false);
    await used.kit.clock.advance(60_000);
    await client.flush();
    expect(containers()).toHaveLength(1);
    expect(client.stats().outcomes).toMatchObject({ log_item: { network_error: 3 } });
    expect(used.kit.items('client_report')).toMatchObject([
      { discarded_events: [{ reason: 'network_error', category: 'log_item', quantity: 3 }] },
    ]);
  });

  it.each(['log_item', 'log_byte'])('waits out a limit of %s, which stops nothing else', async category => {
    const client = start();
    used.kit.respond([{ status: 429, headers: { 'x-sentry-rate-limits': `60:${category}:organization` } }, 200]);
    logger.info('x');
    await client.flush();
    logger.info('y');
    logger.info('z');
    await client.flush();
    client.captureMessage('hello');
    await client.flush();
    expect(used.kit.events()).toHaveLength(1);
    expect(client.stats().outcomes['log_item']).toEqual({ rate_limited: 3 });
  });

  it('is what is unsent when a process ends', () => {
    const client = start();
    logger.fatal('last words');
    const [unsent] = client.takeUnsent();
    expect(String(unsent?.body)).toContain('last words');
    unsent?.settle('sent');
    expect(client.stats().outcomes['log_item']).toEqual({ sent: 1 });
  });

  it('leaves at the hook by which Sentry asks for it', async () => {
    const client = start();
    logger.info('x');
    client.emit('flushLogs');
    await used.kit.clock.advance(0);
    expect(logs()).toHaveLength(1);
  });
});

describe('what keeps a line back', () => {
  it.each<[string, VigilOptions, Record<string, number>]>([
    ['a client that is off', { enabled: false }, { disabled: 1 }],
    ['an environment that is not enabled', { enabledEnvironments: ['live'] }, { filtered: 1 }],
    ['enableLogs: false', { enableLogs: false }, { disabled: 1 }],
    ['a level below the least', { logs: { minLevel: 'warn' } }, { filtered: 1 }],
    ['a rate of none', { logs: { sampleRate: 0 } }, { sampled: 1 }],
    ['beforeSendLog', { beforeSendLog: () => null }, { filtered: 1 }],
    ['a server that knows no logs', { backend: 'bugsink' }, { filtered: 1 }],
    ['denied consent', { consent: 'denied' }, { filtered: 1 }],
  ])('%s: counted', async (_case, options, outcomes) => {
    const client = start(options);
    logger.info('x');
    await client.flush();
    expect(logs()).toEqual([]);
    // core alone is off without consent
    expect(client.stats().outcomes['log_item']).toEqual(options.consent ? { disabled: 1 } : outcomes);
  });

  it('nothing, at a GlitchTip', async () => {
    const client = start({ backend: 'glitchtip' });
    logger.info('x');
    await client.flush();
    expect(logs()).toHaveLength(1);
  });

  it('of its own level and above all leave', async () => {
    const client = start({ logs: { minLevel: 'warn', sampleRate: 1 } });
    for (const level of ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const) logger[level]('x');
    await client.flush();
    expect(logs().map(({ level }) => level)).toEqual(['warn', 'error', 'fatal']);
  });

  it('client.close()', async () => {
    const client = start();
    await client.close();
    logger.info('late');
    expect(client.stats().outcomes['log_item']).toEqual({ disabled: 1 });
  });
});

describe('beforeSendLog', () => {
  it('sees everything and changes it', async () => {
    const seen: Log[] = [];
    const client = start({
      beforeSendLog(log) {
        seen.push({ ...log, attributes: { ...log.attributes } });
        log.message = log.message.toUpperCase();
        return { ...log, level: 'error', attributes: { ...log.attributes, added: true } };
      },
    });
    setUser({ id: 'u1' });
    logger.info('hi', { a: 1 });
    await client.flush();
    expect(seen).toMatchObject([
      {
        level: 'info',
        message: 'hi',
        attributes: { a: 1, 'user.id': 'u1', 'sentry.environment': 'production', 'sentry.release': 'shop@2' },
      },
    ]);
    expect(logs()).toMatchObject([{ level: 'error', severity_number: 17, body: 'HI' }]);
    expect(own(logs()[0])).toEqual({ a: 1, added: true, 'user.id': 'u1' });
  });

  it('that forgets to return it meant to keep it', async () => {
    const client = start({ beforeSendLog: (() => undefined) as never });
    logger.info('hi');
    await client.flush();
    expect(logs()).toHaveLength(1);
  });

  it.each<[string, () => unknown]>([
    [
      'throws',
      () => {
        throw new Error('mine');
      },
    ],
    ['answers with a promise', async () => null],
    ['rejects', () => Promise.reject(new Error('mine'))],
    ['answers what cannot be read', () => new Proxy({}, { get: () => expect.fail() })],
  ])('that %s keeps the line back, because it may hold what was to be removed', async (_case, hook) => {
    const client = start({ beforeSendLog: hook as never });
    logger.info('hi');
    await client.flush();
    expect(logs()).toEqual([]);
    expect(client.stats()).toMatchObject({ hookErrors: 1, outcomes: { log_item: { internal_error: 1 } } });
  });

  it('that writes logs itself is not called for these', async () => {
    const client = start({
      beforeSendLog(log) {
        logger.info('from the hook');
        return log;
      },
    });
    logger.info('hi');
    await client.flush();
    expect(logs().map(({ body }) => body)).toEqual(['hi']);
    expect(client.stats().outcomes['log_item']).toEqual({ sent: 1, filtered: 1 });
  });

  it('is told apart in what the server hears', async () => {
    const client = start({ beforeSendLog: () => null });
    logger.info('hi');
    await client.flush();
    expect(used.kit.items('client_report')).toMatchObject([
      { discarded_events: [{ reason: 'before_send', category: 'log_item', quantity: 1 }] },
    ]);
  });

  it('stands between the hooks of the client', async () => {
    const client = start({ beforeSendLog: log => ({ ...log, message: `${log.message}, sent` }) });
    const heard: string[] = [];
    client.on('beforeCaptureLog', (log: Log) => {
      heard.push(log.message);
      log.message = 'changed';
    });
    client.on('afterCaptureLog', (log: Log) => void heard.push(log.message));
    logger.info('hi');
    await client.flush();
    expect(heard).toEqual(['hi', 'changed, sent']);
  });
});

describe('private by default', () => {
  it('a line passes the scrubber as an event does', async () => {
    const client = start();
    logger.info('login with password=hunter2 and Bearer abcdefabcdef1234567890', {
      password: 'hunter2',
      user: { name: 'ann', token: 'hunter2' },
      url: 'https://ann:hunter2@shop.example/',
    });
    await client.flush();
    const text = JSON.stringify(used.kit.envelopes());
    expect(text).not.toMatch(/hunter2|abcdefabcdef/);
    expect(own(logs()[0])).toMatchObject({ password: '[Filtered]', user: '{"name":"ann","token":"[Filtered]"}' });
  });

  it('the address that setUser was given stays, and one in an attribute goes by the rules', async () => {
    const client = start({ scrub: { detectors: { email: true } } } as VigilOptions);
    setUser({ email: 'ann@example.com' });
    logger.info('mail to bob@example.com', { to: 'bob@example.com' });
    await client.flush();
    expect(own(logs()[0])['user.email']).toBe('ann@example.com');
  });

  it('what the client knows is no secret', async () => {
    const client = start({ release: 'token=abcdef@1.2.3', environment: 'live@eu.example.com' });
    logger.info('x');
    await client.flush();
    expect(logs()[0]?.attributes).toMatchObject({
      'sentry.release': { value: 'token=abcdef@1.2.3' },
      'sentry.environment': { value: 'live@eu.example.com' },
    });
  });
});

describe('anything goes', () => {
  it('never throws, whatever it is given, and has a line or a counted drop for it', async () => {
    const client = start();
    const { proxy, revoke } = Proxy.revocable({}, {});
    revoke();
    const cyclic: Record<string, unknown> = {};
    cyclic['self'] = cyclic;
    const throwing = {
      get a() {
        throw new Error('mine');
      },
    };
    const hostile = [
      proxy,
      Symbol('s'),
      null,
      undefined,
      7,
      10n,
      { toString: null },
      cyclic,
      throwing,
      () => 1,
      Object.assign(new Error('x'), { name: Symbol('s') }),
      'x'.repeat(5e6),
    ] as never[];
    for (const value of hostile) {
      logger.info(value);
      logger.info('x', value);
      logger.info('x', { value });
      logger.info('x', {}, value);
      logger.info('%s', [value]);
      logger.info('x', [1], value, value);
      logger.info('x', {}, { scope: value });
      captureLog(value, 'x');
      createConsolaReporter(value).log(value);
    }
    await client.flush();
    const { captured, outcomes } = client.stats();
    expect(captured['log_item']).toBeGreaterThan(80);
    expect(captured['log_item']).toBe(Object.values(outcomes['log_item'] ?? {}).reduce((sum, count) => sum + count, 0));
    expect(outcomes['log_item']?.sent).toBe(captured['log_item']);
    for (const { items } of containers()) expect(JSON.stringify(items).length).toBeLessThan(1_000_000);
  });

  it('an error is its name and message, beside a text too', async () => {
    const client = start();
    logger.error(new TypeError('broken') as never);
    logger.error('failed', new TypeError('broken') as never);
    logger.error('failed', { error: new TypeError('broken') });
    await client.flush();
    expect(logs().map(({ body }) => body)).toEqual(['TypeError: broken', 'failed', 'failed']);
    for (const at of [1, 2]) expect(own(logs()[at])['error']).toBe('{"name":"TypeError","message":"broken"}');
  });

  it('lone surrogates do not cost the batch', async () => {
    const client = start();
    logger.info('half \ud83d of it', { key: '\udc00' });
    await client.flush();
    expect(JSON.stringify(used.kit.envelopes())).not.toMatch(/\\ud/i);
  });

  it('without a client nothing happens', async () => {
    expect(() => logger.info('x', { a: 1 })).not.toThrow();
  });
});

describe('createConsolaReporter', () => {
  it.each([
    [{ type: 'info', level: 3, args: ['hello'] }, 'info', 'hello'],
    [{ type: 'success', level: 3, args: ['%s is done', 'it'] }, 'info', 'it is done'],
    [{ type: 'fail', level: 0, args: ['no', { code: 7 }] }, 'error', 'no {"code":7}'],
    [{ type: 'fatal', level: 0, args: [new Error('over')] }, 'fatal', 'Error: over'],
    [{ type: 'verbose', level: 5, args: ['x'] }, 'debug', 'x'],
    [{ type: 'of-my-own', level: 1, args: ['x'] }, 'warn', 'x'],
    [{ type: 'silent', level: -999, args: ['x'] }, 'trace', 'x'],
  ])('%j is %s', async (line, level, body) => {
    const client = start();
    createConsolaReporter().log({ ...line, tag: 'api', date: new Date() });
    await client.flush();
    expect(logs()).toMatchObject([{ level, body }]);
    expect(own(logs()[0])).toMatchObject({ 'sentry.origin': 'auto.log.consola', 'consola.tag': 'api', 'consola.type': line.type });
  });

  it('takes the levels it was told', async () => {
    const client = start();
    const reporter = createConsolaReporter({ levels: ['error'] });
    reporter.log({ type: 'info', level: 3, args: ['x'] });
    reporter.log({ type: 'error', level: 0, args: ['y'] });
    await client.flush();
    expect(logs().map(({ body }) => body)).toEqual(['y']);
  });
});
