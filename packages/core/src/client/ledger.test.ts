import { createTestkit } from '@vigil/testkit';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ClientStats, createClient, type Outcome, type VigilOptions } from '../index';

function start(options: VigilOptions = {}) {
  const kit = createTestkit();
  const client = createClient({ ...kit.options, ...options });
  return { kit, client };
}
const sum = (counts: Record<string, number | undefined> = {}) => Object.values(counts).reduce<number>((all, each) => all + (each ?? 0), 0);
function balanced(stats: ClientStats): boolean {
  return Object.keys(stats.captured).every(key => stats.captured[key] === sum(stats.outcomes[key]) + (stats.pending[key] ?? 0));
}

describe('outcomes', () => {
  it('scenario 7: a drop of any kind tells its reason, and flush is no success for what was not meant', async () => {
    const cases: Array<[number, string, boolean]> = [
      [200, 'sent', true],
      [400, 'refused', false],
      [413, 'too_large', false],
      [429, 'rate_limited', false],
    ];
    for (const [status, expected, flushed] of cases) {
      const { kit, client } = start();
      kit.respond(status);
      const id = client.captureMessage('x');
      expect(await client.flush()).toBe(flushed);
      expect(await client.outcome(id)).toMatchObject({ eventId: id, category: 'error', status: expected, httpStatus: status, attempts: 1 });
    }
  });

  it('scenario 4: two 503 then 200 is one event with one id, sent after three attempts', async () => {
    const { kit, client } = start();
    kit.respond([503, 503, 200]);
    const id = client.captureException(new Error('x'));
    await kit.clock.advance(10_000);
    expect(await client.outcome(id)).toMatchObject({ status: 'sent', attempts: 3, httpStatus: 200 });
    expect(new Set(kit.events().map(event => event.event_id))).toEqual(new Set([id]));
    expect(client.stats().retries).toBe(2);
  });

  it('a server that never answers well is a network_error after five tries', async () => {
    const { kit, client } = start();
    kit.respond('reset');
    const id = client.captureException(new Error('x'));
    await kit.clock.advance(300_000);
    expect(await client.outcome(id)).toMatchObject({ status: 'network_error', attempts: 5 });
    expect(await client.flush()).toBe(false);
  });

  it('pending while the time runs out, unknown for an id nobody has seen', async () => {
    const { kit, client } = start();
    kit.respond('hang');
    const id = client.captureMessage('x');
    const waiting = client.outcome(id, { timeoutMs: 50 });
    await kit.clock.advance(60);
    expect((await waiting).status).toBe('pending');
    expect((await client.outcome('0'.repeat(32))).status).toBe('unknown');
  });

  it('disabled, where nothing is captured at all', async () => {
    const { client } = start({ enabled: false });
    const id = client.captureMessage('x');
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    expect(await client.outcome(id)).toMatchObject({ eventId: id, status: 'disabled' });
    expect(await client.flush()).toBe(true);
  });

  it('onOutcome is called once per item; one that throws is counted and harms nobody', async () => {
    const { client } = start();
    const seen: Outcome[] = [];
    const stop = client.onOutcome(outcome => void seen.push(outcome));
    client.onOutcome(() => {
      throw new Error('mine');
    });
    const id = client.captureMessage('a');
    await client.flush();
    stop();
    client.captureMessage('b');
    await client.flush();
    expect(seen.map(({ eventId, status }) => [eventId, status])).toEqual([[id, 'sent']]);
    expect(client.stats().hookErrors).toBe(2);
  });

  it('stats is a copy', () => {
    const { client } = start();
    client.stats().captured['error'] = 99;
    expect(client.stats().captured).toEqual({});
  });

  it('flush with a time limit says false while something is under way', async () => {
    const { kit, client } = start();
    kit.respond('hang');
    client.captureMessage('x');
    const flushed = client.flush(1000);
    await kit.clock.advance(1001);
    expect(await flushed).toBe(false);
  });

  it('pending tells the tries so far', async () => {
    const { kit, client } = start();
    kit.respond('reset');
    const id = client.captureMessage('x');
    await kit.clock.advance(100_000);
    kit.respond('hang');
    const other = client.captureMessage('y');
    await kit.clock.advance(1);
    const waiting = [client.outcome(id, { timeoutMs: 50 }), client.outcome(other, { timeoutMs: 50 })];
    await kit.clock.advance(60);
    expect(await Promise.all(waiting)).toMatchObject([
      { status: 'network_error', attempts: 5 },
      { status: 'pending', attempts: 1 },
    ]);
  });

  it('an answer that is no success is none: a redirect was not followed', async () => {
    const { kit, client } = start();
    kit.respond(302);
    const id = client.captureMessage('x');
    expect(await client.flush()).toBe(false);
    expect(await client.outcome(id)).toMatchObject({ status: 'refused', httpStatus: 302 });
  });

  it('flush judges what was captured, not our own reports', async () => {
    const { kit, client } = start({ ignoreErrors: ['ignored'] });
    kit.respond('hang');
    client.captureException(new Error('ignored'));
    const flushed = client.flush(1000);
    await kit.clock.advance(1001);
    expect(client.stats().pending['error']).toBe(0);
    expect(await flushed).toBe(true);
  });

  it.each<[string, unknown]>([
    ['none', undefined],
    ['one that answers false', async () => false],
    ['one that rejects', () => Promise.reject(new Error('no'))],
    ['one that never answers', () => new Promise(() => {})],
  ])('flush ends in time with a transport whose flush is %s', async (_what, flush) => {
    const asked: number[] = [];
    const sent: unknown[] = [];
    const ask =
      typeof flush === 'function' &&
      (() => {
        asked.push(sent.length);
        return (flush as () => unknown)();
      });
    const transport = { send: async (envelope: unknown) => void sent.push(envelope), ...(ask && { flush: ask }) };
    const { kit, client } = start({ transport: () => transport as never });
    client.captureMessage('x');
    const flushed = client.flush(1000);
    await kit.clock.advance(1001);
    expect(await flushed).toBe(true);
    // it is asked when it holds what was captured
    expect(asked).toEqual(ask ? [1] : []);
  });

  it('flush waits for what a transport keeps in a buffer of its own', async () => {
    const order: string[] = [];
    const flush = () => new Promise(resolve => setTimeout(() => resolve(order.push('drained')), 5));
    const { client } = start({ transport: () => ({ send: async () => undefined, flush }) as never });
    client.captureMessage('x');
    await client.flush();
    expect(order).toEqual(['drained']);
  });

  it('flush of nothing is true', async () => {
    expect(await start().client.flush()).toBe(true);
  });
});

describe('the invariant', () => {
  it('captured = sum(outcomes) + pending at any instant, whatever happens', async () => {
    const answer = fc.constantFrom(200, 429, 500, 413, 400, 'reset' as const);
    const action = fc.constantFrom('error', 'message', 'ignored', 'same', 'advance', 'lose');
    await fc.assert(
      fc.asyncProperty(fc.array(action, { maxLength: 40 }), fc.array(answer, { minLength: 1, maxLength: 8 }), async (actions, answers) => {
        const { kit, client } = start({ ignoreErrors: ['ignored'], budget: { perIssue: { burst: 3, perMinute: 1 } } });
        kit.respond(answers);
        const same = new Error('same');
        const broken: string[] = [];
        const check = (when: string) => balanced(client.stats()) || broken.push(when);
        client.onOutcome(() => void check('outcome'));
        for (const each of actions) {
          if (each === 'error') client.captureException(new Error('e'));
          else if (each === 'message') client.captureMessage('m');
          else if (each === 'ignored') client.captureException(new Error('ignored'));
          else if (each === 'same') client.captureException(same);
          else if (each === 'lose') client.lose('queue_overflow', 'attachment', 2);
          else await kit.clock.advance(700);
          check(each);
        }
        await kit.clock.advance(400_000);
        expect(broken).toEqual([]);
        expect(sum(client.stats().pending)).toBe(0);
      }),
      { numRuns: 60 },
    );
  });
});

describe('lose and recordDroppedEvent', () => {
  it.each([
    ['before_send', { filtered: 2 }, 'beforeSend'],
    ['event_processor', { filtered: 2 }, 'processor'],
    ['sample_rate', { sampled: 2 }, undefined],
    ['backpressure', { suppressed: 2 }, undefined],
    ['ratelimit_backoff', { rate_limited: 2 }, undefined],
    ['queue_overflow', { queue_overflow: 2 }, undefined],
    ['send_error', { refused: 2 }, undefined],
    ['network_error', { network_error: 2 }, undefined],
    ['internal_sdk_error', { internal_error: 2 }, undefined],
    ['a word nobody knows', { internal_error: 2 }, undefined],
  ])('%s is %j, and told by the same word', async (reason, expected, by) => {
    const { kit, client } = start();
    const seen: Outcome[] = [];
    client.onOutcome(outcome => void seen.push(outcome));
    client.recordDroppedEvent(reason, 'span', 2);
    expect(client.stats().outcomes['span']).toEqual(expected);
    expect(seen.map(outcome => outcome.by)).toEqual([by, by]);
    await client.flush();
    const word = reason.includes(' ') ? 'internal_sdk_error' : reason;
    expect(kit.items('client_report')).toMatchObject([{ discarded_events: [{ reason: word, category: 'span', quantity: 2 }] }]);
  });

  it.each([Number.NaN, -1, 0])('a count of %s is nothing', count => {
    const { client } = start();
    client.lose('filtered', 'span', count);
    expect(client.stats().captured).toEqual({});
  });
});

describe('what is unsent', () => {
  it('is handed over as bytes and as it waited, and settled by who delivers it', async () => {
    const { kit, client } = start();
    kit.respond('hang');
    const id = client.captureMessage('\u00fcml\u00e4ut \u{1f600}');
    expect(client.stats().queueBytes).toBeGreaterThan(0);
    const [unsent, ...rest] = client.takeUnsent();
    expect(rest).toEqual([]);
    expect(unsent?.parcel.items).toHaveLength(1);
    expect(client.stats().queueBytes).toBe(0);
    unsent?.settle('sent', 200);
    unsent?.settle('network_error');
    expect(await client.outcome(id)).toMatchObject({ status: 'sent', httpStatus: 200, attempts: 1 });
  });

  it('includes events whose hooks were still thinking, and the summary of what was suppressed', () => {
    const { client } = start({ beforeSend: () => new Promise<never>(() => {}), budget: { perIssue: { burst: 1, perMinute: 0 } } });
    for (let i = 0; i < 3; i++) client.captureException(new Error('same'));
    const texts = client.takeUnsent().map(({ body }) => String(body));
    expect(texts.filter(text => text.includes('"value":"same"'))).toHaveLength(1);
    expect(texts.filter(text => text.includes('Suppressed events'))).toHaveLength(1);
  });
});

describe('client reports', () => {
  it('tell each loss once, by reason and category', async () => {
    const { kit, client } = start({
      ignoreErrors: ['ignored'],
      sampleRate: 1,
      beforeSend: event => (event.message === 'mine' ? null : event),
    });
    client.captureException(new Error('ignored'));
    client.captureMessage('mine');
    client.captureMessage('mine');
    await client.flush();
    await client.flush();
    const reports = kit.items('client_report') as Array<{ discarded_events: unknown }>;
    expect(reports).toHaveLength(1);
    expect(reports[0]?.discarded_events).toEqual([
      { reason: 'event_processor', category: 'error', quantity: 1 },
      { reason: 'before_send', category: 'error', quantity: 2 },
    ]);
  });

  it('leave by themselves after a minute', async () => {
    const { kit, client } = start({ ignoreErrors: ['ignored'] });
    client.captureException(new Error('ignored'));
    await kit.clock.advance(59_000);
    expect(kit.items('client_report')).toEqual([]);
    await kit.clock.advance(1_001);
    expect(kit.items('client_report')).toHaveLength(1);
  });

  it('say nothing of what the server itself refused by 429, and of their own loss', async () => {
    const { kit, client } = start();
    kit.respond([429, 200]);
    client.captureMessage('x');
    await client.flush();
    expect(kit.items('client_report')).toEqual([]);
  });

  it('are not sent when switched off, or to a server that takes none', async () => {
    for (const options of [{ sendClientReports: false }, { backend: 'bugsink' as const }]) {
      const { kit, client } = start({ ...options, ignoreErrors: ['ignored'] });
      client.captureException(new Error('ignored'));
      await client.flush();
      expect(kit.items('client_report')).toEqual([]);
    }
  });
});
