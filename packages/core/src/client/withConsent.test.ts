import { createTestkit, type Testkit } from '@vigil/testkit';
import { describe, expect, it, vi } from 'vitest';
import { createClient, type Extension, type Integration, logger, type VigilOptions, withConsent } from '../index';
import { startExtended } from './fixtures/startExtended';

function start(options: VigilOptions = {}, more: Extension[] = []) {
  const warn = vi.fn();
  return { ...startExtended([...more, withConsent], { logger: { ...console, warn }, ...options }), warn };
}
const messages = (kit: Testkit) => kit.events().map(event => event.message);

/** Counts how it stands; says what it saw last. */
function patching(name = 'Patching') {
  const calls: string[] = [];
  const integration: Integration = {
    name,
    setup: () => {
      calls.push('on');
      return () => void calls.push('off');
    },
    afterAllSetup: () => void calls.push('ready'),
  };
  return { integration, calls };
}

describe("consent: 'pending'", () => {
  it('keeps what is captured in memory and sends it in its order once it is granted', async () => {
    const { kit, client } = start({ consent: 'pending' });
    const ids = ['one', 'two', 'three'].map(text => client.captureMessage(text));
    await kit.clock.advance(120_000);
    expect(kit.envelopes()).toEqual([]);
    expect(client.stats()).toMatchObject({ pending: { error: 3 }, queueBytes: expect.any(Number) });
    expect(client.stats().queueBytes).toBeGreaterThan(0);
    client.setConsent('granted');
    expect(await client.flush()).toBe(true);
    expect(messages(kit)).toEqual(['one', 'two', 'three']);
    expect(await client.outcome(ids[0]!)).toMatchObject({ status: 'sent' });
    client.captureMessage('four');
    await client.flush();
    expect(messages(kit)).toHaveLength(4);
  });

  it('keeps the latest 30', async () => {
    const { kit, client } = start({ consent: 'pending', budget: false });
    const ids = Array.from({ length: 35 }, (_, at) => client.captureMessage(`m${at}`));
    expect(await client.outcome(ids[4]!)).toMatchObject({ status: 'filtered', by: 'consent', attempts: 0 });
    client.setConsent('granted');
    await client.flush();
    expect(messages(kit)).toEqual(Array.from({ length: 30 }, (_, at) => `m${at + 5}`));
    expect(client.stats().outcomes['error']).toEqual({ sent: 30, filtered: 5 });
  });

  it('keeps 100 KB, attachments included', async () => {
    const { kit, client } = start({ consent: 'pending' });
    for (const text of ['a', 'b', 'c']) client.captureMessage(text, 'info', { attachments: [{ filename: 'x', data: 'x'.repeat(40_000) }] });
    const huge = client.captureMessage('huge', 'info', { attachments: [{ filename: 'x', data: 'x'.repeat(100_001) }] });
    expect(await client.outcome(huge)).toMatchObject({ status: 'filtered', by: 'consent' });
    for (const text of ['d', 'e']) client.captureMessage(text);
    client.setConsent('granted');
    await client.flush();
    expect(messages(kit)).toEqual(['d', 'e']);
    expect(client.stats().outcomes['attachment']).toEqual({ filtered: 4 });
  });

  it('asks nothing of an attachment that is none: its event goes when there is consent, and waits when not', async () => {
    const { kit, client } = start();
    for (const state of ['granted', 'pending'] as const) {
      client.setConsent(state);
      client.captureMessage(state, 'info', { attachments: [undefined, null, { filename: 'x', data: 'x' }] as never });
    }
    client.setConsent('granted');
    await client.flush();
    expect(messages(kit)).toEqual(['granted', 'pending']);
    expect(client.stats().outcomes['attachment']).toEqual({ sent: 2, internal_error: 4 });
  });

  it('sends no session, no report and no envelope by hand', async () => {
    const { kit, client } = start({ consent: 'pending', ignoreErrors: ['noise'] });
    client.captureException(new Error('noise'));
    await client.sendEnvelope([{ sent_at: '' }, [[{ type: 'session' }, { sid: 'a' }]]]);
    await kit.clock.advance(120_000);
    await client.flush();
    expect(kit.envelopes()).toEqual([]);
    client.setConsent('granted');
    await client.flush();
    expect(kit.items('session')).toEqual([{ sid: 'a' }]);
  });

  it('reaches neither hooks nor extensions that store or show envelopes', () => {
    const seen: string[] = [];
    const storing: Extension = core => {
      const { delivery } = core;
      core.client.on('beforeEnvelope', () => void seen.push('hook'));
      core.delivery = delivery && {
        ...delivery,
        sendEvent(...args) {
          seen.push('stored');
          delivery.sendEvent(...args);
        },
      };
    };
    const { client } = start({ consent: 'pending' }, [storing]);
    client.captureMessage('kept');
    expect(seen).toEqual([]);
    client.setConsent('granted');
    expect(seen).toEqual(['stored', 'hook']);
  });

  it.each([undefined, 5_000])('flush(%s) does not wait for a decision', async timeout => {
    const { client } = start({ consent: 'pending' });
    expect(await client.flush(timeout)).toBe(true);
    client.captureMessage('kept');
    expect(await client.flush(timeout)).toBe(false);
  });

  it('close drops what waits, and a later consent sends nothing', async () => {
    const { kit, client } = start({ consent: 'pending' });
    const id = client.captureMessage('kept');
    expect(await client.close()).toBe(true);
    client.setConsent('granted');
    expect(await client.outcome(id)).toMatchObject({ status: 'filtered', by: 'consent' });
    expect(kit.envelopes()).toEqual([]);
  });

  it('hands nothing over at process end', () => {
    const { client } = start({ consent: 'pending' });
    client.captureMessage('kept');
    expect(client.takeUnsent()).toEqual([]);
  });

  it('after a grant lets go what was captured with consent, and holds the rest', async () => {
    const { kit, client } = start();
    client.captureMessage('with');
    client.setConsent('pending');
    client.captureMessage('without');
    await kit.clock.advance(120_000);
    expect(messages(kit)).toEqual(['with']);
  });
});

describe("consent: 'denied'", () => {
  it('drops what waits and what is unsent, and whatever is captured from then on', async () => {
    const { kit, client } = start({ retry: {} });
    kit.respond(503);
    const unsent = client.captureMessage('not accepted yet');
    await kit.clock.advance(1);
    client.setConsent('pending');
    const held = client.captureMessage('held');
    client.setConsent('denied');
    const late = client.captureException(new Error('late'));
    for (const id of [unsent, held, late]) expect(await client.outcome(id)).toMatchObject({ status: 'filtered', by: 'consent' });
    const tries = kit.envelopes().length;
    kit.respond(200);
    await kit.clock.advance(600_000);
    expect(await client.flush()).toBe(true);
    expect(kit.envelopes()).toHaveLength(tries);
    client.setConsent('granted');
    client.captureMessage('again');
    await client.flush();
    expect(messages(kit).slice(tries)).toEqual(['again']);
    expect(client.stats().pending['error']).toBe(0);
  });

  it('runs no hook of the user', () => {
    const beforeSend = vi.fn(event => event);
    const { client } = start({ consent: 'denied', beforeSend });
    client.captureMessage('x');
    expect(beforeSend).not.toHaveBeenCalled();
  });

  it('undoes the patches of integrations until it is granted again', async () => {
    const { integration, calls } = patching();
    const { client } = start({ integrations: [integration] });
    client.setConsent('denied');
    client.setConsent('denied');
    expect(calls).toEqual(['on', 'ready', 'off']);
    client.setConsent('granted');
    expect(calls).toEqual(['on', 'ready', 'off', 'on', 'ready']);
    client.setConsent('denied');
    await client.close();
    expect(calls.filter(call => call === 'on')).toHaveLength(2);
    expect(calls.filter(call => call === 'off')).toHaveLength(2);
  });

  it('from the start leaves nothing patched', async () => {
    const { integration, calls } = patching();
    const { client } = start({ consent: 'denied', integrations: [integration] });
    expect(calls).toEqual(['on', 'off', 'ready']);
    client.setConsent('pending');
    expect(calls.slice(3)).toEqual(['on', 'ready']);
    await client.close();
    expect(calls.at(-1)).toBe('off');
  });

  it('tells who listens to `consent`', () => {
    const { client } = start();
    const heard: unknown[] = [];
    client.on('consent', (state: unknown) => void heard.push([state, client.getOptions().consent]));
    for (const state of ['granted', 'pending', 'denied', 'granted'] as const) client.setConsent(state);
    expect(heard).toEqual(['pending', 'denied', 'granted'].map(state => [state, state]));
  });
});

describe('what is no state', () => {
  it.each([null, '', 'yes', true, 1, {}])('%j counts as pending', async given => {
    const { kit, client, warn } = start({ consent: given as never });
    client.captureMessage('kept');
    await kit.clock.advance(120_000);
    expect(kit.envelopes()).toEqual([]);
    expect(client.getOptions().consent).toBe('pending');
    expect(String(warn.mock.calls)).toContain('V067');
    client.setConsent('granted');
    client.setConsent(given as never);
    client.captureMessage('kept too');
    await client.flush();
    expect(messages(kit)).toEqual(['kept']);
  });
});

describe('a bare client', () => {
  it.each(['pending', 'denied', null, 'yes', ''])('sends nothing with %j', async given => {
    const kit = createTestkit();
    const client = createClient({ ...kit.options, consent: given as never });
    const id = client.captureMessage('x');
    await client.flush();
    expect(kit.envelopes()).toEqual([]);
    expect(await client.outcome(id)).toMatchObject({ status: 'disabled' });
    client.setConsent('granted');
    client.captureMessage('y');
    await client.flush();
    expect(messages(kit)).toEqual(['y']);
    client.setConsent(given as never);
    client.captureMessage('z');
    await client.flush();
    client.setEnabled(true);
    client.captureMessage('still without');
    await client.sendEnvelope([{ sent_at: '' }, [[{ type: 'session' }, { sid: 'a' }]]]);
    await client.flush();
    expect(messages(kit)).toEqual(['y']);
    expect(kit.items('session')).toEqual([]);
  });

  it('takes the extension late', async () => {
    const kit = createTestkit();
    const client = createClient({ ...kit.options, consent: 'pending' });
    client.extend(withConsent);
    client.captureMessage('kept');
    await kit.clock.advance(1000);
    expect(kit.envelopes()).toEqual([]);
    client.setConsent('granted');
    await client.flush();
    expect(messages(kit)).toEqual(['kept']);
  });

  it('stays off where it is disabled', () => {
    const client = createClient({ enabled: false, dsn: 'https://public@o1.ingest.example/1', consent: 'granted' });
    expect(client.isEnabled()).toBe(false);
    const without = createClient({ dsn: 'https://public@o1.ingest.example/1', transport: () => undefined as never });
    expect(without.isEnabled()).toBe(false);
  });
});

describe('logs', () => {
  it('wait for consent in one piece, and are each in the books of it', async () => {
    const { kit, client } = startExtended([withConsent], { consent: 'pending' });
    client.run(() => ['a', 'b'].map(text => logger.info(text)));
    expect(await client.flush()).toBe(false);
    expect(kit.items('log')).toEqual([]);
    client.setConsent('granted');
    await client.flush();
    expect(kit.items('log')).toMatchObject([{ items: [{ body: 'a' }, { body: 'b' }] }]);
    client.run(() => ['c', 'd'].map(text => logger.info(text)));
    client.setConsent('denied');
    client.run(() => ['e', 'f'].map(text => logger.info(text)));
    await client.flush();
    expect(client.stats()).toMatchObject({
      captured: { log_item: 6 },
      pending: { log_item: 0 },
      outcomes: { log_item: { filtered: 4, sent: 2 } },
    });
  });
});
