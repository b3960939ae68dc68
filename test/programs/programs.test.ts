import type { Event } from '@vigil/core';
import { startIngest } from '@vigil/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readProgram, runProgram, startProgram } from '../scenarios/startProgram';

const app = (name: string): URL => new URL(`./apps/${name}`, import.meta.url);

let ingest: Awaited<ReturnType<typeof startIngest>>;
beforeAll(async () => {
  ingest = await startIngest();
});
afterAll(() => ingest.close());
beforeEach(() => ingest.reset());

const titleOf = (event: Event): string =>
  event.message ?? `${event.exception?.values?.at(-1)?.type}: ${event.exception?.values?.at(-1)?.value}`;
const titles = (): string[] => ingest.events().map(titleOf).sort();
const eventOf = (title: string): Event => ingest.events().find(event => titleOf(event) === title)!;
const quietly = (url: string, init?: RequestInit): Promise<string> => fetch(url, init).then(response => response.text(), String);

describe('P1: three lines', () => {
  it.each([
    ['/thrown', 'TypeError: thrown in the handler', 'auto.node.onuncaughtexception'],
    ['/later', /^SyntaxError: .*JSON/, 'auto.node.onuncaughtexception'],
    ['/rejected', 'RangeError: rejected in the handler', 'auto.node.onunhandledrejection'],
  ])('what is unhandled in a request (%s) arrives with stack, request and user', async (path, title, type) => {
    const program = await startProgram(app('p1ThreeLines.mjs'), { dsn: ingest.dsn, env: { GIT_SHA: 'abc1234', ENV: 'staging' } });
    await quietly(`${program.url}${path}?user=ann`);
    const { code, stderr } = await program.stop();

    // as without the SDK: the process ends with 1 and says why
    expect([code, /Error/.test(stderr), stderr.includes('[vigil]')]).toEqual([1, true, false]);
    expect(titles()).toEqual([typeof title === 'string' ? title : expect.stringMatching(title)]);
    const [event] = ingest.events();
    expect(event).toMatchObject({
      level: 'fatal',
      environment: 'staging',
      release: 'abc1234',
      user: { id: 'ann' },
      transaction: `GET ${path}`,
      request: { method: 'GET', url: `${program.url}${path}`, headers: { host: new URL(program.url).host } },
      contexts: { runtime: { name: 'node', version: process.version } },
    });
    const { mechanism, stacktrace } = event!.exception!.values!.at(-1)!;
    expect(mechanism).toMatchObject({ type, handled: false });
    const frame = stacktrace!.frames!.at(path === '/later' ? -2 : -1)!;
    expect(frame).toMatchObject({
      filename: expect.stringMatching(/p1ThreeLines\.mjs$/),
      in_app: true,
      context_line: expect.stringContaining(path),
    });
  });
});

it('P2, P3: a degraded path and a business rule are warnings, with what to search for', async () => {
  const ending = await runProgram(app('messages.mjs'), { dsn: ingest.dsn });
  expect(ending).toMatchObject({ code: 0, stdout: '', stderr: '' });
  expect(titles()).toEqual(['Order amount non-positive', 'payment_intent_retried']);
  expect(ingest.events().map(({ level }) => level)).toEqual(['warning', 'warning']);
  expect(eventOf('Order amount non-positive').tags).toMatchObject({ order_id: 'o-17' });
  // no exception was thrown: what stands there is the place of the call
  for (const { exception } of ingest.events()) expect(exception?.values).toMatchObject([{ mechanism: { synthetic: true, handled: true } }]);
});

it('P4: business context on the error it was set for, and on no other', async () => {
  await runProgram(app('businessContext.mjs'), { dsn: ingest.dsn });
  expect(titles()).toEqual(['Error: something else', 'PaymentError: card declined']);
  expect(eventOf('PaymentError: card declined')).toMatchObject({
    tags: { tenant: 't1' },
    contexts: { billing: { customer: 'cus_abc', subscription: 'sub_xyz' } },
  });
  const { tags, contexts } = eventOf('Error: something else');
  expect(tags?.['tenant']).toBeUndefined();
  expect(contexts).not.toHaveProperty('billing');
});

it('P5: noise is filtered, by whom is known, and nothing of it is sent', async () => {
  const { flushed, outcomes } = await readProgram(app('noise.mjs'), { dsn: ingest.dsn });
  expect(outcomes).toEqual([...Array(6).fill('filtered by ignoreErrors'), 'filtered by beforeSend']);
  expect(flushed).toBe(true);
  expect(titles()).toEqual(['Error: our fault']);
  expect(ingest.items('client_report')).toMatchObject([
    {
      discarded_events: expect.arrayContaining([
        { reason: 'event_processor', category: 'error', quantity: 6 },
        { reason: 'before_send', category: 'error', quantity: 1 },
      ]),
    },
  ]);
});

it('P6: a fingerprint from beforeSend, the message kept in extra', async () => {
  await runProgram(app('fingerprint.mjs'), { dsn: ingest.dsn });
  expect(eventOf('RangeError: 17 is out of range')).toMatchObject({
    fingerprint: ['validation-error'],
    extra: { original_message: '17 is out of range' },
  });
  expect(eventOf('TypeError: not a number').fingerprint).toBeUndefined();
});

it('P6: the same as data; a static rule for a base class draws the over-grouping warning', async () => {
  const { stderr } = await runProgram(app('fingerprintRules.mjs'), { dsn: ingest.dsn });
  expect(eventOf('DatabaseError: timeout after 5000 ms').fingerprint).toEqual(['{{ default }}', 'db-timeout']);
  expect(eventOf('DatabaseError: duplicate key').fingerprint).toBeUndefined();
  expect(stderr).toMatch(/\bV014 fingerprintRules\[1\]/);
});

it("P7: user and request id of a middleware are on that request's events alone, null clears", async () => {
  const program = await startProgram(app('middleware.cjs'), { dsn: ingest.dsn });
  const asked = (user: string, id: string) => quietly(program.url, { headers: { 'x-request-id': id, ...(user && { 'x-user': user }) } });
  const ids = await Promise.all([asked('ann', 'r1'), asked('', 'r2'), asked('bob', 'r3')]);
  await program.stop();

  const [ann, nobody, bob] = ids.map(id => ingest.events().find(event => event.event_id === id)!);
  expect(ann).toMatchObject({ user: { id: 'ann', email: 'ann@example.com' }, tags: { service: 'order-api' }, extra: { request_id: 'r1' } });
  expect(bob).toMatchObject({ user: { id: 'bob', email: 'bob@example.com' }, tags: { service: 'order-api' }, extra: { request_id: 'r3' } });
  expect(nobody!.user).toBeUndefined();
  const outside = eventOf('outside of any request');
  expect([outside.user, outside.tags?.['service'], outside.extra]).toEqual([undefined, undefined, undefined]);
});

it('P8: a hub carried by hand: same trace, own scope', async () => {
  const program = await startProgram(app('hubByHand.mjs'), { dsn: ingest.dsn });
  await quietly(program.url);
  await program.stop();

  const background = eventOf('Error: background failed');
  const accepted = eventOf('accepted');
  const answered = eventOf('answered');
  expect(background.tags).toMatchObject({ region: 'us-east-1', step: 'background' });
  expect(background.contexts!['trace']!['trace_id']).toBe(accepted.contexts!['trace']!['trace_id']);
  for (const event of [accepted, answered]) {
    expect(event.tags?.['region']).toBeUndefined();
    expect(event.tags?.['step']).toBeUndefined();
  }
});

it('P10: handled, recovered, still told: once, and the log line is a breadcrumb', async () => {
  const { code, stderr } = await runProgram(app('recovered.mjs'), { dsn: ingest.dsn });
  expect([code, stderr.includes('using cache')]).toEqual([0, true]);
  expect(titles()).toEqual(['Error: external API failed', 'answered with cached 7']);
  expect(eventOf('Error: external API failed').exception!.values![0]!.mechanism).toMatchObject({ type: 'generic', handled: true });
  expect(eventOf('answered with cached 7').breadcrumbs).toMatchObject([
    { category: 'console', level: 'warning', message: expect.stringContaining('external API failed, using cache') },
  ]);
});

it('P11: breadcrumbs, own and automatic, in order', async () => {
  const program = await startProgram(app('stock.mjs'));
  const gone = await startIngest();
  await gone.close();
  await runProgram(app('breadcrumbs.mjs'), { dsn: ingest.dsn, env: { STOCK: program.url, NOBODY: gone.url } });
  await program.stop();
  const { breadcrumbs } = ingest.events()[0]!;
  expect(breadcrumbs).toMatchObject([
    { category: 'checkout', message: 'User applied discount code', level: 'info', data: { code: 'SAVE20', discount_percent: 20 } },
    { category: 'http', type: 'http', data: { 'http.request.method': 'GET', status_code: 200 } },
    { category: 'fetch', type: 'http', level: 'warning', data: { method: 'POST', url: `${program.url}/missing`, status_code: 404 } },
    { category: 'fetch', type: 'http', level: 'error', data: { method: 'GET', url: `${gone.url}/nobody` } },
    { category: 'console', level: 'warning', message: 'stock is low: 3 left' },
  ]);
  expect(String(breadcrumbs![1]!.data!['url'])).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/items\b/);
  expect(JSON.stringify(breadcrumbs)).not.toContain('secret');
});

it("P13: a failing handler of Kafka messages: one event with its place in the log, the producer's trace, own scope", async () => {
  const traceId = 'a'.repeat(32);
  const producer = { trace: `${traceId}-${'b'.repeat(16)}`, baggage: `sentry-trace_id=${traceId},sentry-release=producer%401` };
  expect(await readProgram(app('kafka.mjs'), { dsn: ingest.dsn, args: [JSON.stringify(producer)] })).toEqual([
    'SyntaxError',
    'SyntaxError',
  ]);

  const atOffset = (offset: string) => ingest.events().find(event => event.tags?.['offset'] === offset)!;
  expect(ingest.events()).toHaveLength(2);
  expect(atOffset('41')).toMatchObject({
    transaction: 'orders',
    contexts: {
      kafka: { topic: 'orders', partition: 1, offset: '41', key: 'k41', group: 'billing' },
      job: { name: 'orders', system: 'kafka' },
      trace: { trace_id: traceId, parent_span_id: 'b'.repeat(16) },
    },
    exception: { values: [{ mechanism: { type: 'auto.function.kafka', handled: false } }] },
  });
  expect(atOffset('42').contexts!['trace']!['trace_id']).not.toBe(traceId);
  for (const offset of ['41', '42']) {
    expect(atOffset(offset).breadcrumbs?.map(crumb => crumb.message)).toEqual([`read ${offset}`]);
    expect(atOffset(offset).user).toBeUndefined();
  }
});

it.each([
  ['hook', ['info filtered by beforeSend', 'info filtered by beforeSend', 'warning sent', 'warning sent', 'error sent', 'fatal sent']],
  ['budget', ['info sent', 'info suppressed by shed', 'warning sent', 'warning suppressed by shed', 'error sent', 'fatal sent']],
])('P18: in a spike low severity goes first (%s)', async (by, outcomes) => {
  expect(await readProgram<string[]>(app('spike.mjs'), { dsn: ingest.dsn, args: [by] })).toEqual(outcomes);
  expect(titles().filter(title => title.startsWith('Error: '))).toEqual(
    ['alpha', 'beta', 'delta', 'epsilon', 'eta', 'gamma', 'zeta'].map(name => `Error: ${name}`),
  );
});
