import { createTestkit } from '@vigil/testkit';
import { describe, expect, it } from 'vitest';
import { createClient, type Event, Hub, Scope, type VigilOptions } from '../index';

function start(options: VigilOptions = {}) {
  const kit = createTestkit();
  const client = createClient({ ...kit.options, ...options });
  return { kit, client };
}

describe('the order of the pipeline (api.md section 4)', () => {
  it('runs the sixteen stages in their order', async () => {
    const seen: string[] = [];
    const note = <T>(name: string, value: T): T => {
      seen.push(name);
      return value;
    };
    const { kit, client } = start({
      ignoreErrors: [() => note('3 ignoreErrors on the raw value', false)],
      sampleRate: 1,
      deps: { ...createTestkit().options.deps, random: () => note('5 sampleRate draw', 0) },
      beforeSend: event => note('12 beforeSend', event),
      integrations: [
        {
          name: 'Probe',
          preprocessEvent: () => note('6 build', undefined),
          processEvent: event => note('8 client processor', { ...event, extra: { ...event.extra, live: new Map([['a', 1]]) } }),
        },
      ],
    });
    client.on('sessionEvent', () => note('13 session update', undefined));
    client.on('beforeSendEvent', () => note('15 gate', undefined));
    client.on('beforeEnvelope', () => note('16 queue', undefined));
    const scope = new Scope();
    scope.addEventProcessor(event => note('8 scope processor', event));
    client.captureException(new Error('x'), { captureContext: scopeInUse => note('7 merge', scopeInUse) }, scope);
    await client.flush();
    expect(seen).toEqual([
      '3 ignoreErrors on the raw value',
      '5 sampleRate draw',
      '6 build',
      '7 merge',
      '8 client processor',
      '8 scope processor',
      '12 beforeSend',
      '13 session update',
      '15 gate',
      '16 queue',
    ]);
    expect(kit.events()).toHaveLength(1);
  });

  it('asks the budget (4) after ignoreErrors (3) and before the draw (5)', async () => {
    const draws: number[] = [];
    const { client } = start({
      budget: { perIssue: { burst: 1, perMinute: 0 } },
      ignoreErrors: ['ignored'],
      sampleRate: 0.5,
      deps: { ...createTestkit().options.deps, random: () => draws.push(1) - 1 },
    });
    for (let i = 0; i < 3; i++) client.captureException(new Error('ignored'));
    const make = () => new Error('kept');
    for (let i = 0; i < 3; i++) client.captureException(make());
    await client.flush();
    expect(client.stats().outcomes['error']).toEqual({ filtered: 3, sent: 1, suppressed: 2 });
    expect(draws).toHaveLength(1);
  });

  it('shows hooks normalised data (11), and cleans again what they add (15)', async () => {
    let shown: unknown;
    const { kit, client } = start({
      beforeSend(event) {
        shown = event.extra?.['when'];
        return { ...event, extra: { ...event.extra, added: new Date(0), password: 'hunter2' } };
      },
    });
    client.captureException(new Error('x'), { captureContext: { extra: { when: new Date(0) } } });
    await client.flush();
    expect(shown).toBe('1970-01-01T00:00:00.000Z');
    expect(kit.events()[0]?.extra).toEqual({ when: '1970-01-01T00:00:00.000Z', added: '1970-01-01T00:00:00.000Z', password: '[Filtered]' });
  });

  it('judges a second time (9) after processors changed the event', async () => {
    const { kit, client } = start({ ignoreErrors: [/renamed/] });
    client.addEventProcessor(event => {
      if (event.exception?.values?.[0]) event.exception.values[0].value = 'renamed';
      return event;
    });
    const id = client.captureException(new Error('original'));
    expect(await client.outcome(id)).toMatchObject({ status: 'filtered', by: 'ignoreErrors' });
    kit.expectNoEvent();
  });
});

describe('hooks', () => {
  it('scenario 6: beforeSend that throws reduces the event, never loses it, and is told once', async () => {
    const { kit, client } = start({
      beforeSend() {
        throw new Error('hook is broken');
      },
    });
    const extra = { captureContext: { extra: { a: 1 }, user: { id: 'u' } } };
    for (let i = 0; i < 3; i++) client.captureException(new TypeError(`boom ${i}`), extra);
    expect(await client.flush()).toBe(true);
    const reduced = kit.expectEvent('boom 1');
    expect(reduced.tags).toEqual({ hook_error: 'beforeSend' });
    expect(reduced.exception?.values?.[0]).toMatchObject({ type: 'TypeError', value: 'boom 1' });
    expect(reduced.exception?.values?.[0]?.stacktrace?.frames?.length).toBeGreaterThan(0);
    expect(reduced.contexts?.['trace']?.['trace_id']).toMatch(/^[0-9a-f]{32}$/);
    expect(reduced.user ?? reduced.extra ?? reduced.request).toBeUndefined();
    expect(kit.events().filter(event => event.exception?.values?.[0]?.value === 'hook is broken')).toHaveLength(1);
    expect(client.stats()).toMatchObject({ hookErrors: 3 });
  });

  it('the report of a hook’s failure meets no hook, and carries nothing that one was there to remove', async () => {
    const met: unknown[] = [];
    const see = (by: string) => (event: Event) => {
      met.push([by, event.exception?.values?.[0]?.value]);
      return event;
    };
    const { kit, client } = start({
      integrations: [{ name: 'Sound', processEvent: see('Sound') }],
      beforeSend(event) {
        see('beforeSend')(event);
        throw new Error('hook is broken');
      },
    });
    client.captureException(new Error('boom'), { captureContext: { extra: { a: 1 }, user: { id: 'u' } } });
    await client.flush();
    expect(met).toEqual([
      ['Sound', 'boom'],
      ['beforeSend', 'boom'],
    ]);
    const report = kit.expectEvent('hook is broken');
    expect(report.user ?? report.extra ?? report.request).toBeUndefined();
    expect(report.exception?.values?.[0]?.mechanism).toMatchObject({ type: 'internal', data: { hook: 'beforeSend' } });
  });

  it('a processor that rejects does the same, in its own name', async () => {
    const { kit, client } = start({ integrations: [{ name: 'Broken', processEvent: () => Promise.reject(new Error('no')) }] });
    client.captureMessage('hello');
    await client.flush();
    expect(kit.expectEvent('hello').tags).toEqual({ hook_error: 'Broken' });
  });

  it('a hook pending over five seconds has failed', async () => {
    const { kit, client } = start({ beforeSend: () => new Promise<Event>(() => {}) });
    const id = client.captureException(new Error('slow'));
    await kit.clock.advance(4999);
    kit.expectNoEvent('slow');
    await kit.clock.advance(2);
    expect((await client.outcome(id)).status).toBe('sent');
    expect(kit.expectEvent('slow').tags).toEqual({ hook_error: 'beforeSend' });
    // its report does not wait for it once more
    expect(await client.flush()).toBe(true);
    kit.expectEvent('beforeSend is pending');
  });

  it('an environment that is empty is the default one', async () => {
    const { kit, client } = start({ environment: '' });
    client.captureMessage('hello');
    await client.flush();
    expect(kit.expectEvent('hello').environment).toBe('production');
  });

  it('a hook that is given no time to end is no failure to report: its event alone goes out, reduced', async () => {
    const { kit, client } = start({ beforeSend: async event => event });
    client.captureException(new Error('at the end'));
    const unsent = JSON.stringify(client.takeUnsent());
    expect(unsent).toContain('at the end');
    expect(unsent).toContain('"hook_error":"beforeSend"');
    expect(unsent).not.toContain('is pending');
    expect(client.stats()).toMatchObject({ hookErrors: 1, lastError: 'beforeSend is pending' });
    expect(kit.events()).toEqual([]);
  });

  it('of an integration that failed in any phase of its set-up are off', async () => {
    const { kit, client } = start({
      logger: false,
      integrations: [
        {
          name: 'Late',
          afterAllSetup() {
            throw new Error('no');
          },
          processEvent: () => null,
        },
      ],
    });
    client.captureMessage('kept');
    await client.flush();
    kit.expectEvent('kept');
  });

  it('may be asynchronous, and may drop', async () => {
    const { kit, client } = start({ beforeSend: async event => (event.message === 'drop' ? null : { ...event, tags: { seen: 'yes' } }) });
    const dropped = client.captureMessage('drop');
    client.captureMessage('keep');
    expect(await client.flush()).toBe(true);
    expect(await client.outcome(dropped)).toMatchObject({ status: 'filtered', by: 'beforeSend', attempts: 0 });
    expect(kit.events().map(event => event.tags)).toEqual([{ seen: 'yes' }]);
  });

  it('get the hint with the original exception and what was attached', async () => {
    const original = new Error('x');
    let hint: unknown;
    const { client } = start({
      beforeSend(event, given) {
        hint = given;
        return event;
      },
    });
    client.captureException(original, { data: { a: 1 } });
    await client.flush();
    expect(hint).toMatchObject({ originalException: original, data: { a: 1 } });
  });

  it.each([undefined, 5, 'text', true])('that answer %j meant to keep their event', async answer => {
    const { kit, client } = start({
      beforeSend: () => answer as never,
      integrations: [{ name: 'Forgetful', processEvent: () => answer as never }],
    });
    client.captureMessage('kept');
    await client.flush();
    expect(kit.events().map(event => event.message)).toEqual(['kept']);
  });

  it('that are no functions are none', async () => {
    const { kit, client } = start({ beforeSend: 'x' as never, enabledEnvironments: {} as never });
    client.addEventProcessor(7 as never);
    client.captureMessage('kept');
    await client.flush();
    expect(kit.expectEvent('kept').tags).toBeUndefined();
  });

  it('that answer what cannot be read have failed', async () => {
    const unreadable = {
      get message() {
        throw new Error('no');
      },
    };
    const { kit, client } = start({ beforeSend: () => unreadable as never });
    client.captureMessage('kept');
    await client.flush();
    expect(kit.expectEvent('kept').tags).toEqual({ hook_error: 'beforeSend' });
  });

  it('cannot change the id or the type of their event', async () => {
    const { kit, client } = start({ beforeSend: event => ({ ...event, event_id: '0'.repeat(32), type: 'transaction' as const }) });
    const id = client.captureMessage('x');
    await client.flush();
    expect(kit.events()).toMatchObject([{ event_id: id }]);
    expect(kit.items('transaction')).toEqual([]);
  });

  it("a failure of our own behind a hook that took its time is an outcome, and nobody else's rejection", async () => {
    const kit = createTestkit();
    let broken = false;
    const now = () => {
      if (broken) throw new Error('clock');
      return kit.clock.now();
    };
    const client = createClient({ ...kit.options, deps: { ...kit.options.deps, now }, beforeSend: async event => event });
    const id = client.captureMessage('x');
    broken = true;
    expect(await client.outcome(id)).toMatchObject({ status: 'internal_error' });
    expect(client.stats()).toMatchObject({ hookErrors: 1, lastError: 'clock' });
  });
});

describe('what comes along', () => {
  const attachment = { filename: 'a.txt', data: 'text' };

  it('attachments of hint and scopes go with their event, not with the report of a hook that failed', async () => {
    const { kit, client } = start({
      beforeSend() {
        throw new Error('hook');
      },
    });
    const scope = new Scope();
    scope.addAttachment(attachment);
    client.captureMessage('x', 'info', { attachments: [attachment] }, scope);
    await client.flush();
    expect(kit.envelopes().map(([, items]) => items.length)).toEqual([3, 1]);
    expect(client.stats().outcomes).toEqual({ error: { sent: 2 }, attachment: { sent: 2 } });
  });

  it('attachments that cannot be sent are accounted for, the event goes', async () => {
    const { kit, client } = start();
    const large = { filename: 'large', data: new Uint8Array(21 * 1024 * 1024) };
    client.captureMessage('x', 'info', { attachments: [large, null, attachment] as never });
    client.captureMessage('y', 'info', { attachments: 7 as never });
    await client.flush();
    expect(kit.events()).toHaveLength(2);
    expect(client.stats().outcomes['attachment']).toEqual({ too_large: 1, internal_error: 1, sent: 1 });
  });

  it('attachments that are neither text nor bytes go as JSON, made no further than the bound', async () => {
    const { kit, client } = start();
    const kilobyte = 'x'.repeat(1000);
    let asked = 0;
    const row = {
      get text() {
        asked++;
        return kilobyte;
      },
    };
    const attachments = [
      { filename: 'plain.json', data: { a: [1] } },
      { filename: 'large.json', data: Array(1_000_000).fill(row) },
    ] as never;
    client.captureMessage('x', 'info', { attachments });
    await client.flush();
    expect(kit.expectEvent('x')).toBeDefined();
    expect(kit.items('attachment')[0]).toEqual({ a: [1] });
    expect(asked).toBeLessThan(500_000);
  });

  it('an id that is one is kept, any other makes way for a new one', async () => {
    const { kit, client } = start();
    const id = 'a'.repeat(32);
    expect(client.captureEvent({ message: 'x', event_id: id })).toBe(id);
    expect(client.captureMessage('y', 'info', { event_id: 'b'.repeat(32) })).toBe('b'.repeat(32));
    expect(client.captureEvent({ message: 'z', event_id: 'mine' })).toMatch(/^[0-9a-f]{32}$/);
    await client.flush();
    expect(kit.events().map(event => event.event_id?.slice(0, 2))).toEqual(['aa', 'bb', expect.not.stringMatching('mi')]);
  });

  it('a scope that is the isolation scope itself counts once', async () => {
    const { kit, client } = start();
    const isolation = client.home.getIsolationScope();
    isolation.addBreadcrumb({ message: 'once' });
    isolation.captureMessage('x');
    await client.flush();
    expect(kit.expectEvent('x').breadcrumbs).toHaveLength(1);
  });
});

describe('the same error object', () => {
  it('scenario 8: captured by hand and by a global handler is one event, with one id', async () => {
    const { kit, client } = start();
    const error = Object.freeze(new Error('once'));
    const first = client.captureException(error);
    const second = client.captureException(error, { mechanism: { type: 'auto.test', handled: false } });
    const third = client.captureException(error);
    await client.flush();
    expect([second, third]).toEqual([first, first]);
    expect(kit.events()).toHaveLength(1);
  });

  it('is a new occurrence in another isolation scope', async () => {
    const { kit, client } = start();
    const shared = new Error('constant');
    const [first, second] = [new Hub(client), new Hub(client)];
    const ids = [first, second, first, second].map(hub => hub.run(() => client.captureException(shared)));
    await client.flush();
    expect(new Set(ids).size).toBe(2);
    expect(ids.slice(2)).toEqual(ids.slice(0, 2));
    expect(kit.events()).toHaveLength(2);
  });

  it('keeps its first decision when that was to drop it', async () => {
    const { kit, client } = start({ ignoreErrors: ['no'] });
    const error = new Error('no');
    const id = client.captureException(error);
    expect(client.captureException(error)).toBe(id);
    await client.flush();
    kit.expectNoEvent();
    expect(client.stats().captured).toEqual({ error: 1 });
  });
});

describe('sampling', () => {
  it.each([
    [0, 0],
    [0.5, 1],
    [1, 2],
    [Number.NaN, 2],
    [-1, 2],
  ])('sampleRate %s lets %s of two draws (0.25, 0.75) through', async (sampleRate, expected) => {
    const draws = [0.25, 0.75];
    const { kit, client } = start({ sampleRate, deps: { ...createTestkit().options.deps, random: () => draws.shift() ?? 0 } });
    client.captureMessage('a');
    client.captureMessage('b');
    expect(await client.flush()).toBe(true);
    expect(kit.events()).toHaveLength(expected);
  });
});
