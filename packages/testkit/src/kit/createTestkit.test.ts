import { addBreadcrumb, captureException, createClient, type Envelope, init, type VigilOptions, withScope } from '@vigil/core';
import { describe, expect, it, vi } from 'vitest';
import { createTestkit, type TestkitOptions } from './createTestkit';

const start = (options: VigilOptions = {}, kitOptions?: TestkitOptions) => {
  const kit = createTestkit(kitOptions);
  return { kit, client: createClient({ ...kit.options, ...options }) };
};

describe('createTestkit', () => {
  it('receives what a client captures, through the real pipeline', async () => {
    const { kit, client } = start({
      release: 'shop@1',
      environment: 'test',
      beforeSend: event => ({ ...event, tags: { ...event.tags, hooked: 'yes' } }),
    });
    client.captureException(new RangeError('too far', { cause: new Error('map missing') }), {
      captureContext: { extra: { password: 'hunter2' } },
    });
    const event = await kit.waitForEvent('RangeError: too far');
    expect(event).toMatchObject({
      release: 'shop@1',
      environment: 'test',
      level: 'error',
      tags: { hooked: 'yes' },
      extra: { password: '[Filtered]' },
    });
    expect(event.exception?.values?.map(value => value.value)).toEqual(['map missing', 'too far']);
  });

  it('has the event a moment after its capture', async () => {
    const { kit, client } = start();
    const id = client.captureMessage('here', 'warning');
    await kit.clock.advance(0);
    expect(kit.expectEvent('here').event_id).toBe(id);
    expect(kit.messages()).toEqual(kit.events());
    expect(kit.envelopes()).toMatchObject([[{ event_id: id }, [[{ type: 'event' }, { message: 'here' }]]]]);
  });

  it('has it where a test fakes timers, queueMicrotask too as in Jest', async () => {
    vi.useFakeTimers({ toFake: ['queueMicrotask', 'setImmediate', 'setInterval', 'setTimeout', 'Date', 'performance'] });
    try {
      const { kit, client } = start();
      client.captureException(new Error('faked'));
      await kit.clock.advance(0);
      kit.expectEvent('faked');
      client.captureMessage('flushed');
      expect(await client.flush(1000)).toBe(true);
      kit.expectEvent('flushed');
    } finally {
      vi.useRealTimers();
    }
  });

  it('waits for asynchronous hooks', async () => {
    const { kit, client } = start({ beforeSend: async event => event });
    client.captureMessage('later');
    expect((await kit.waitForEvent('later')).level).toBe('info');
  });

  it('gives a client the same ids and times every time, and others for another seed', async () => {
    const run = async (seed?: number) => {
      const { kit, client } = start({}, { seed });
      client.captureMessage('one');
      client.captureMessage('two');
      await client.flush();
      return kit.events().map(event => [event.event_id, event.timestamp, event.contexts?.trace]);
    };
    expect(await run()).toEqual(await run());
    expect(await run(2)).not.toEqual(await run());
    expect((await run())[0]?.[1]).toBe(Date.UTC(2026, 0, 1) / 1000);
  });

  it('samples by its seed: the same events pass every time', async () => {
    const run = async () => {
      const { kit, client } = start({ sampleRate: 0.5 });
      for (let n = 0; n < 40; n++) client.captureMessage(`message ${n}`);
      await client.flush();
      return kit.messages().map(event => event.message);
    };
    const passed = await run();
    expect(passed.length).toBeGreaterThan(5);
    expect(passed.length).toBeLessThan(35);
    expect(await run()).toEqual(passed);
  });

  it('begins its clock where it is told, and moves it when told', async () => {
    const { kit, client } = start({}, { now: 5_000 });
    await kit.clock.advance(1_500);
    client.captureMessage('at six and a half');
    await client.flush();
    expect([kit.clock.now(), kit.events()[0]?.timestamp]).toEqual([6_500, 6.5]);
  });

  it('lets retries happen by advancing the clock, with the same event id', async () => {
    const { kit, client } = start();
    kit.respond([503, 'reset', 200]);
    const id = client.captureException(new Error('lost twice'));
    await kit.clock.advance(0);
    expect(kit.events()).toHaveLength(1);
    await kit.clock.advance(60_000);
    expect(kit.events().map(event => event.event_id)).toEqual([id, id, id]);
    expect(await client.outcome(id)).toMatchObject({ status: 'sent', attempts: 3 });
  });

  it('answers in the time of its clock', async () => {
    const { kit, client } = start();
    kit.respond({ status: 200, delayMs: 300, body: 'ok', dripMs: 50 });
    const id = client.captureMessage('slow');
    await kit.clock.advance(399);
    expect(client.stats().pending.error).toBe(1);
    await kit.clock.advance(1);
    expect((await client.outcome(id)).status).toBe('sent');
  });

  it('makes rate limits felt', async () => {
    const { kit, client } = start();
    kit.respond({ status: 429, headers: { 'X-Sentry-Rate-Limits': '60:error:key' } });
    client.captureException(new Error('first'));
    await kit.clock.advance(1);
    const limited = client.captureException(new Error('second'));
    expect((await client.outcome(limited)).status).toBe('rate_limited');
    kit.expectNoEvent('second');
    kit.respond(200);
    await kit.clock.advance(61_000);
    client.captureException(new Error('third'));
    await kit.waitForEvent('third');
  });

  it('flushes: true when all is delivered, false when the time is up', async () => {
    const { kit, client } = start();
    client.captureMessage('one');
    expect(await client.flush()).toBe(true);
    kit.respond('hang');
    client.captureMessage('two');
    const flushed = client.flush(1_000);
    await kit.clock.advance(1_000);
    expect(await flushed).toBe(false);
  });

  it('tells a plan what it is asked for', async () => {
    const { kit, client } = start();
    const asked: unknown[] = [];
    kit.respond((n, { url, items }) => {
      asked.push([n, new URL(url).pathname, items]);
      return 200;
    });
    client.captureMessage('one');
    await client.flush();
    expect(asked).toEqual([[1, '/api/1/envelope/', ['event']]]);
  });

  it('goes with init: what the application itself reports is seen', async () => {
    const kit = createTestkit();
    const client = init({ ...kit.options, release: 'shop@1' });
    withScope(scope => {
      scope.setTag('tenant', 't1');
      addBreadcrumb({ message: 'before' });
      captureException(new Error('from the application'));
    });
    const event = await kit.waitForEvent({ release: 'shop@1', tags: { tenant: 't1' }, breadcrumbs: [{ message: 'before' }] });
    expect(event.breadcrumbs?.[0]?.timestamp).toBe(kit.clock.now() / 1000);
    await client.close();
  });

  it('shares nothing with another kit', async () => {
    const [one, two] = [start(), start()];
    one.client.captureMessage('for one');
    two.client.captureException(new Error('for two'));
    await two.client.flush();
    expect(one.kit.events().map(event => event.message)).toEqual(['for one']);
    one.kit.expectNoEvent('for two');
    two.kit.expectEvent('for two');
    expect(two.kit.events()).toHaveLength(1);
  });

  it('keeps attachments as bytes and gives items by type', async () => {
    const { kit, client } = start();
    const data = Uint8Array.of(1, 2, 3);
    client.captureMessage('with file', undefined, { attachments: [{ filename: 'a.bin', data }] });
    await client.flush();
    expect(kit.items('attachment')).toEqual([data]);
  });

  it('keeps what was sent, whatever the sender does to it later', async () => {
    const { kit, client } = start();
    const sent: Envelope = [{ event_id: 'a'.repeat(32) }, [[{ type: 'event' }, { message: 'kept', tags: { a: '1' } }]]];
    await client.getTransport()?.send(sent);
    Object.assign(sent[1][0]?.[1] as object, { message: 'changed' });
    sent[1].length = 0;
    expect(kit.events()).toEqual([{ message: 'kept', tags: { a: '1' } }]);
  });

  it('forgets on reset and answers 200 again; clock and ids go on', async () => {
    const { kit, client } = start({ retry: false });
    kit.respond(500);
    const before = client.captureMessage('before');
    await kit.clock.advance(10);
    kit.reset();
    kit.expectNoEvent();
    const after = client.captureMessage('after');
    expect((await client.outcome(after)).status).toBe('sent');
    expect(after).not.toBe(before);
    expect(kit.clock.now()).toBe(Date.UTC(2026, 0, 1) + 10);
  });
});
