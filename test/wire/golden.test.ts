import { readdirSync } from 'node:fs';
import { parseEnvelope } from '@sentry/core';
import { type Event, SDK_VERSION } from '@vigil/core';
import { describe, expect, it } from 'vitest';
import { CASES } from './cases';
import { golden } from './golden';
import { withoutVersion } from './wireKit';

const names = Object.keys(CASES);
const latin1 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

/** As Sentry's own reader takes it: headers, and items with what they hold. */
async function read(name: string) {
  const body = await CASES[name]!();
  // a body without binary parts is text on its way
  const [headers, items] = parseEnvelope(name === 'attachments' ? body : Buffer.from(body).toString());
  const payloads = items as Array<[Record<string, unknown>, unknown]>;
  return { headers: headers as Record<string, unknown>, items: payloads, event: payloads[0]![1] as Event };
}

describe('the envelopes on file', () => {
  it.each(names)('%s is what is sent, byte for byte', async name => {
    const current = withoutVersion(await CASES[name]!());
    expect(latin1(current)).toBe(latin1(golden(name, current)));
  });

  it.each(names)('%s is the same on every run', async name => {
    expect(latin1(await CASES[name]!())).toBe(latin1(await CASES[name]!()));
  });

  it('are all made by a case', () => {
    const files = readdirSync(new URL('./golden/', import.meta.url));
    expect(files.sort()).toEqual(names.map(name => `${name}.txt`).sort());
  });
});

describe("as Sentry's own reader takes them", () => {
  it.each(names.filter(name => !/^(client-report|session|check-in|logs|metrics)/.test(name)))(
    '%s is one event with its id in the header',
    async name => {
      const { headers, items, event } = await read(name);
      expect(items[0]![0]).toEqual({ type: 'event' });
      expect(event.event_id).toMatch(/^[0-9a-f]{32}$/);
      expect(headers['event_id']).toBe(event.event_id);
      expect(headers['sdk']).toMatchObject({ name: 'vigil.javascript.core' });
      expect(Date.parse(String(headers['sent_at']))).toBeGreaterThanOrEqual(Number(event.timestamp) * 1000);
      expect(event.contexts?.['trace']).toMatchObject({
        trace_id: expect.stringMatching(/^[0-9a-f]{32}$/),
        span_id: expect.stringMatching(/^[0-9a-f]{16}$/),
      });
      expect(headers['trace']).toMatchObject({ trace_id: event.contexts?.['trace']?.['trace_id'] });
    },
  );

  it('causes come first, the captured error last, and ids count from it', async () => {
    const { event } = await read('error-with-causes');
    const values = event.exception!.values!.map(({ type, value, mechanism }) => [
      type,
      value,
      mechanism?.exception_id,
      mechanism?.parent_id,
      mechanism?.source,
    ]);
    expect(values).toEqual([
      ['Error', 'socket closed', 3, 1, 'errors[1]'],
      ['TypeError', 'no route', 2, 1, 'errors[0]'],
      ['AggregateError', 'gateways failed', 1, 0, 'cause'],
      ['PaymentError', 'cannot pay', 0, undefined, undefined],
    ]);
    expect(event.exception!.values!.map(({ mechanism }) => mechanism?.is_exception_group)).toEqual([undefined, undefined, true, undefined]);
  });

  it('frames begin with the outermost caller', async () => {
    const { event } = await read('error-with-causes');
    expect(event.exception!.values!.at(-1)!.stacktrace!.frames!.map(frame => frame.function)).toEqual(['handle', 'pay']);
  });

  it('a message has its level, its text and a synthetic stack', async () => {
    const { event } = await read('message-with-tags');
    expect(event).toMatchObject({ level: 'warning', message: 'payment_intent_retried', tags: { tenant: 't1', retries: 3, paid: false } });
    expect(event.exception?.values?.[0]?.mechanism).toEqual({ type: 'generic', handled: true, synthetic: true });
  });

  it('the length of an attachment counts bytes, and its bytes are whole', async () => {
    const [, text, binary] = (await read('attachments')).items;
    expect(text![0]).toEqual({ type: 'attachment', length: 23, filename: 'note.txt', content_type: 'text/plain' });
    expect(Buffer.from(text![1] as Uint8Array).toString()).toBe('zwölf 🦊\nsecond line');
    expect(binary![0]).toEqual({ type: 'attachment', length: 9, filename: 'dump.bin', attachment_type: 'event.minidump' });
    expect([...(binary![1] as Uint8Array)]).toEqual([0, 10, 13, 10, 123, 125, 255, 254, 10]);
  });

  it('the dsn stands in the header through a tunnel, and nowhere else', async () => {
    for (const name of names) {
      const { headers } = await read(name);
      expect([name, headers['dsn']]).toEqual([name, name === 'tunnel' ? 'https://key@o42.ingest.vigil.invalid/7' : undefined]);
    }
  });

  it('a client report has the time alone in its header and says what was dropped and why', async () => {
    const { headers, items } = await read('client-report');
    expect(headers).toEqual({ sent_at: '2026-01-01T00:00:00.000Z' });
    expect(items).toEqual([
      [
        { type: 'client_report' },
        {
          timestamp: 1767225600,
          discarded_events: [
            { reason: 'before_send', category: 'error', quantity: 2 },
            { reason: 'event_processor', category: 'error', quantity: 1 },
          ],
        },
      ],
    ]);
  });

  it.each([
    ['logs', 'log', 'application/vnd.sentry.items.log+json', 2],
    ['metrics', 'trace_metric', 'application/vnd.sentry.items.trace-metric+json', 3],
  ])('%s are one item of many entries, in an envelope without a trace', async (name, type, content_type, item_count) => {
    const { headers, items } = await read(name);
    expect(headers).not.toHaveProperty('trace');
    expect(headers).not.toHaveProperty('event_id');
    expect(items).toEqual([[{ type, item_count, content_type }, { items: expect.any(Array) }]]);
    const { items: entries } = items[0]![1] as { items: Array<{ trace_id: string; timestamp: number }> };
    expect(entries).toHaveLength(item_count);
    for (const { trace_id, timestamp } of entries) {
      expect(trace_id).toMatch(/^[0-9a-f]{32}$/);
      expect(timestamp).toBe(1767225600);
    }
  });

  it('a check-in is alone in its envelope, without an id of an event', async () => {
    const { headers, items } = await read('check-in');
    expect(headers).not.toHaveProperty('event_id');
    expect(headers).toMatchObject({ trace: { trace_id: expect.stringMatching(/^[0-9a-f]{32}$/) } });
    expect(items).toEqual([
      [
        { type: 'check_in' },
        {
          check_in_id: '4f6e1c3fd2b84d0c9a1e5b7c8d9e0f11',
          monitor_slug: 'nightly',
          status: 'ok',
          duration: 12.5,
          release: expect.any(String),
          environment: expect.any(String),
          monitor_config: {
            schedule: { type: 'crontab', value: '0 3 * * *' },
            checkin_margin: 5,
            max_runtime: 30,
            timezone: 'Europe/Berlin',
          },
          contexts: { trace: { trace_id: (headers['trace'] as Record<string, string>)['trace_id'], span_id: expect.any(String) } },
        },
      ],
    ]);
  });

  it('a session has neither event id nor trace in its header, and one item', async () => {
    const { headers, items } = await read('session');
    expect(headers).toEqual({ sent_at: '2026-01-01T00:00:01.500Z', sdk: { name: 'vigil.javascript.core', version: SDK_VERSION } });
    expect(items).toEqual([
      [
        { type: 'session' },
        {
          sid: expect.stringMatching(/^[0-9a-f]{32}$/),
          init: false,
          started: '2026-01-01T00:00:00.000Z',
          timestamp: '2026-01-01T00:00:01.500Z',
          status: 'exited',
          errors: 1,
          did: 'device',
          duration: 1.5,
          attrs: { release: 'shop@1.4.0', environment: 'production' },
        },
      ],
    ]);
  });

  it('sessions of requests are counts by the minute', async () => {
    const { headers, items } = await read('session-aggregates');
    expect(Object.keys(headers)).toEqual(['sent_at', 'sdk']);
    expect(items).toEqual([
      [
        { type: 'sessions' },
        {
          aggregates: [{ started: '2026-01-01T00:00:00.000Z', exited: 2, errored: 1, crashed: 1 }],
          attrs: { release: 'shop@1.4.0', environment: 'staging' },
        },
      ],
    ]);
  });

  it('the code_file of a debug image equals the file of a frame', async () => {
    const { event } = await read('debug-ids');
    expect(event.debug_meta).toEqual({
      images: [{ type: 'sourcemap', code_file: '/srv/shop/pay.js', debug_id: '5b6a2b0e-6e0b-4c7e-9d63-0d8a5f3c1e42' }],
    });
    const files = event.exception!.values![0]!.stacktrace!.frames!.map(({ abs_path, filename }) => abs_path ?? filename);
    expect(files).toContain('/srv/shop/pay.js');
  });

  it('everything set by hand is on the event', async () => {
    const { event, headers } = await read('everything-of-a-scope');
    expect(event).toMatchObject({
      level: 'fatal',
      release: 'shop@1.4.0',
      dist: '17',
      environment: 'staging',
      server_name: 'shop-1',
      user: { id: 'u1', email: 'ann@example.com', plan: 'gold' },
      tags: { service: 'orders', tenant: 't1', attempt: 2 },
      extra: { cart: [{ sku: 'a1', count: 2 }] },
      fingerprint: ['{{ default }}', 'payments'],
      contexts: { billing: { customer: 'cus_abc', subscription: 'sub_xyz' }, PaymentError: { code: 'card_declined' } },
      breadcrumbs: [
        { timestamp: 1767225600, category: 'checkout', message: 'discount applied' },
        { timestamp: 1767225601.5, category: 'http', data: { status_code: 503 } },
      ],
    });
    expect(headers['trace']).toEqual({
      environment: 'staging',
      release: 'shop@1.4.0',
      public_key: 'key',
      trace_id: event.contexts?.['trace']?.['trace_id'],
      org_id: '42',
    });
  });

  it('the next event of a flood says how many were suppressed and since when', async () => {
    const { event } = await read('suppressed-counts');
    expect(event.contexts?.['suppressed']).toEqual({ count: 4, since: '2026-01-01T00:00:00.000Z' });
  });

  it('a continued trace keeps its ids and its own context', async () => {
    const { event, headers } = await read('continued-trace');
    expect(event.contexts?.['trace']).toMatchObject({ trace_id: '4f6e1c3fd2b84d0c9a1e5b7c8d9e0f11', parent_span_id: '00f067aa0ba902b7' });
    expect(headers['trace']).toEqual({
      trace_id: '4f6e1c3fd2b84d0c9a1e5b7c8d9e0f11',
      public_key: 'abc',
      release: 'web@1',
      sample_rand: '0.25',
    });
  });

  it('secrets are filtered, long texts cut, each with its note', async () => {
    const { event } = await read('scrubbed-and-cut');
    const text = JSON.stringify(event);
    for (const secret of ['hunter2', 'eyJhbGci', 'c2lnbmF0dXJl', 'a:b@', 'token=1']) expect(text).not.toContain(secret);
    expect(event.extra).toMatchObject({ password: '[Filtered]', payload: expect.stringMatching(/^x+\.\.\.$/) });
    expect(event._meta).toMatchObject({ extra: { payload: { '': { rem: [['!limit', 's']], len: 20_000 } } } });
  });
});
