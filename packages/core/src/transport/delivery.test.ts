import { createTestkit } from '@vigil/testkit';
import { describe, expect, it } from 'vitest';
import { createClient, type Envelope, type VigilOptions } from '../index';

function start(options: VigilOptions = {}) {
  const kit = createTestkit();
  const client = createClient({ ...kit.options, ...options });
  return { kit, client };
}

describe('rate limits', () => {
  it('stop what they name, on any status, and let the rest through', async () => {
    const { kit, client } = start();
    kit.respond([{ status: 200, headers: { 'x-sentry-rate-limits': '60:error:key' } }, 200]);
    client.captureMessage('first');
    await client.flush();
    const second = client.captureMessage('second');
    await client.flush();
    expect(await client.outcome(second)).toMatchObject({ status: 'rate_limited', attempts: 0 });
    await kit.clock.advance(61_000);
    client.captureMessage('third');
    await client.flush();
    expect(kit.events().map(event => event.message)).toEqual(['first', 'third']);
    const [report] = kit.items('client_report') as Array<{ discarded_events: unknown }>;
    expect(report?.discarded_events).toEqual([{ reason: 'ratelimit_backoff', category: 'error', quantity: 1 }]);
  });

  it("take an event's attachments with it", async () => {
    const { kit, client } = start();
    kit.respond([{ status: 200, headers: { 'x-sentry-rate-limits': '60:error:key' } }, 200]);
    client.captureMessage('first');
    await client.flush();
    client.captureMessage('second', 'error', { attachments: [{ filename: 'a.txt', data: 'a' }] });
    await client.flush();
    expect(client.stats().outcomes).toMatchObject({ error: { rate_limited: 1 }, attachment: { rate_limited: 1 } });
  });
});

describe('retry', () => {
  it('waits as long as the server says', async () => {
    const { kit, client } = start();
    kit.respond([{ status: 503, headers: { 'retry-after': '20' } }, 200]);
    const id = client.captureMessage('x');
    await kit.clock.advance(19_000);
    expect(kit.events()).toHaveLength(1);
    await kit.clock.advance(1_500);
    expect(await client.outcome(id)).toMatchObject({ status: 'sent', attempts: 2 });
  });

  it('reads Retry-After as a date too', async () => {
    const { kit, client } = start();
    const date = new Date(kit.clock.now() + 20_000).toUTCString();
    kit.respond([{ status: 503, headers: { 'retry-after': date } }, 200]);
    const id = client.captureMessage('x');
    await kit.clock.advance(18_000);
    expect(kit.events()).toHaveLength(1);
    await kit.clock.advance(3_000);
    expect(await client.outcome(id)).toMatchObject({ status: 'sent', attempts: 2 });
  });

  it('writes sent_at anew', async () => {
    const { kit, client } = start();
    kit.respond([503, 200]);
    client.captureMessage('x');
    await kit.clock.advance(5_000);
    const sent = kit.envelopes().map(([headers]) => headers.sent_at);
    expect(new Set(sent).size).toBe(2);
  });

  it.each([
    [false as const, 1],
    [{ maxAttempts: 2 }, 2],
    [{ maxAgeMs: 0 }, 1],
  ])('retry: %j gives %s attempts', async (retry, attempts) => {
    const { kit, client } = start({ retry });
    kit.respond(500);
    const id = client.captureMessage('x');
    await kit.clock.advance(60_000);
    expect(await client.outcome(id)).toMatchObject({ status: 'network_error', attempts, httpStatus: 500 });
  });
});

describe('the queue', () => {
  it('takes a burst of 1,000 in one tick and loses none', async () => {
    const { kit, client } = start();
    for (let i = 0; i < 1000; i++) client.captureMessage(`burst ${i}`);
    expect(await client.flush()).toBe(true);
    expect(kit.events()).toHaveLength(1000);
  });

  it('is bounded by bytes; fatal errors leave last', async () => {
    const { kit, client } = start({ queue: { maxBytes: 20_000 } });
    kit.respond({ status: 200, delayMs: 10 });
    for (let i = 0; i < 200; i++) client.captureMessage(`message ${i}`, i === 150 ? 'fatal' : 'info');
    expect(client.stats().queueBytes).toBeLessThanOrEqual(20_000);
    await kit.clock.advance(60_000);
    const { outcomes } = client.stats();
    expect(outcomes['error']?.queue_overflow).toBeGreaterThan(0);
    expect((outcomes['error']?.sent ?? 0) + (outcomes['error']?.queue_overflow ?? 0)).toBe(200);
    kit.expectEvent('message 150');
  });
});

describe('a custom transport', () => {
  const envelopes: Envelope[] = [];
  it.each([
    [
      'throws',
      () => {
        throw new Error('no');
      },
      'network_error',
    ],
    ['rejects', () => Promise.reject(new Error('no')), 'network_error'],
    ['answers rubbish', () => Promise.resolve('rubbish'), 'network_error'],
    ['answers nothing', () => Promise.resolve(undefined), 'sent'],
    ['answers null', () => Promise.resolve(null), 'sent'],
    ['answers no status', () => Promise.resolve({}), 'sent'],
  ])('that %s', async (_what, answer, expected) => {
    const client = createClient({
      ...createTestkit().options,
      retry: false,
      transport: () => ({ send: answer as never, flush: async () => true }),
    });
    const id = client.captureMessage('x');
    expect((await client.outcome(id)).status).toBe(expected);
  });

  it.each([
    ['a minute', undefined, 60_000],
    ['twice its own patience', { timeoutMs: 90_000 }, 180_000],
    ['a minute, whatever its own is', { timeoutMs: 'x' }, 60_000],
  ])('that keeps silent has failed after %s, and is asked again', async (_how, transportOptions, patienceMs) => {
    const kit = createTestkit();
    const answers = [new Promise<never>(() => {}), Promise.resolve({ statusCode: 200 })];
    const transport = () => ({ send: () => answers.shift()!, flush: async () => true });
    const client = createClient({ ...kit.options, transport, transportOptions });
    const id = client.captureMessage('x');
    await kit.clock.advance(patienceMs - 1_000);
    expect(answers).toHaveLength(1);
    await kit.clock.advance(2_000);
    expect(await client.outcome(id)).toMatchObject({ status: 'sent', attempts: 2 });
  });

  it('gets the tuple, and nothing that was not scrubbed', async () => {
    const client = createClient({
      ...createTestkit().options,
      transport: () => ({
        send: async envelope => {
          envelopes.push(envelope);
          return {};
        },
        flush: async () => true,
      }),
    });
    const id = client.captureMessage('x', 'info', { captureContext: { extra: { password: 'hunter2' } } });
    await client.flush();
    const [headers, [item]] = envelopes[0] as Envelope;
    expect(headers.event_id).toBe(id);
    expect(item?.[0]).toEqual({ type: 'event' });
    expect(JSON.stringify(item?.[1])).not.toContain('hunter2');
  });

  it('whose factory throws leaves a disabled client and one warning', () => {
    const warnings: unknown[] = [];
    const client = createClient({
      ...createTestkit().options,
      logger: { warn: text => void warnings.push(text) },
      transport: () => {
        throw new Error('no');
      },
    });
    expect(client.isEnabled()).toBe(false);
    expect(warnings).toHaveLength(1);
  });
});

describe('attachments', () => {
  it('ride with their event, counted one by one', async () => {
    const { kit, client } = start();
    client.captureMessage('x', 'info', { attachments: [{ filename: 'a.txt', data: 'häh' }] });
    await client.flush();
    const [[, items]] = kit.envelopes() as [Envelope];
    expect(items.map(([{ type }]) => type)).toEqual(['event', 'attachment']);
    expect(items[1]?.[0]).toMatchObject({ length: 4, filename: 'a.txt' });
    expect(client.stats().outcomes).toEqual({ error: { sent: 1 }, attachment: { sent: 1 } });
  });

  it('over 20 MiB together leave, the event goes', async () => {
    const { kit, client } = start();
    const data = new Uint8Array(15 * 1024 * 1024);
    client.captureMessage('x', 'info', {
      attachments: [
        { filename: 'a', data },
        { filename: 'b', data },
      ],
    });
    await client.flush();
    expect(client.stats().outcomes['attachment']).toEqual({ too_large: 1, sent: 1 });
    kit.expectEvent('x');
  });
});

describe('takeUnsent', () => {
  it('hands over everything without an answer, and what became of it elsewhere counts', async () => {
    const { kit, client } = start();
    kit.respond('hang');
    const flying = client.captureMessage('flying');
    await Promise.resolve();
    const waiting = client.captureMessage('waiting');
    const unsent = client.takeUnsent();
    expect(unsent.map(({ body }) => JSON.parse(String(body).split('\n')[2] as string).message).sort()).toEqual(['flying', 'waiting']);
    for (const each of unsent) each.settle('spooled');
    expect((await client.outcome(flying)).status).toBe('spooled');
    expect((await client.outcome(waiting)).status).toBe('spooled');
    expect(client.takeUnsent()).toEqual([]);
  });

  it('takes an event whose hook is still thinking, reduced', () => {
    const { client } = start({ beforeSend: () => new Promise(() => {}) });
    client.captureException(new Error('last words'));
    const [unsent] = client.takeUnsent();
    expect(String(unsent?.body)).toContain('last words');
    expect(String(unsent?.body)).toContain('"hook_error":"beforeSend"');
  });
});
