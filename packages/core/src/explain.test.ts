import { createTestkit } from '@vigil/testkit';
import { afterEach, describe, expect, it } from 'vitest';
import { carrier } from './base/carrier';
import { createClient as createInDevelopment } from './development';
import { holdError, judgeErrors } from './errors/holdError';
import {
  captureException,
  createClient,
  dedupeIntegration,
  type Event,
  endSession,
  eventBreadcrumbsIntegration,
  explain,
  getIsolationScope,
  Hub,
  init,
  lastEventId,
  setCurrentClient,
  setTag,
  setUser,
  startSession,
  type VigilOptions,
  withExplain,
  withIsolationScope,
  withRoutes,
} from './index';

function start(options: VigilOptions = {}) {
  const kit = createTestkit();
  const client = createClient({ ...kit.options, ...options });
  client.extend(withExplain);
  return { kit, client };
}
/** What a sent event and an explained one may differ in. */
const withoutTime = ({ event_id: _id, timestamp: _at, ...event }: Event) => event;

afterEach(() => {
  Object.assign(carrier(), { client: undefined, root: undefined });
});

describe('explain', () => {
  it('shows the very event that is sent when the error is captured', async () => {
    const { kit, client } = start({
      release: '1.2.3',
      initialScope: { tags: { shop: 'a' }, user: { id: '7' } },
      beforeSend: event => ({ ...event, extra: { ...event.extra, password: 'hunter2', note: 'Bearer abcdefghijklmnopqrstuvwxyz012345' } }),
    });
    const error = new TypeError('no basket', { cause: new Error('card 4111 1111 1111 1111') });
    const explanation = await client.explain(error);
    expect(explanation).toMatchObject({ outcome: 'would_send' });
    expect(explanation.by).toBeUndefined();
    expect(kit.events()).toEqual([]);
    client.captureException(error);
    await client.flush();
    const [sent] = kit.events() as [Event];
    expect(withoutTime(explanation.event!)).toEqual(withoutTime(sent));
    expect(explanation.bytes).toBe(new TextEncoder().encode(JSON.stringify(explanation.event)).length);
    expect(explanation.cuts).toContainEqual({ path: 'extra.password', rule: '@vigil:key', action: 'masked' });
    expect(JSON.stringify(explanation.event)).not.toContain('hunter2');
  });

  it('takes an object with fields of an event alone as an event, and anything else as thrown', async () => {
    const { client } = start();
    expect((await client.explain({ message: 'by hand', level: 'warning' })).event).toMatchObject({ message: 'by hand', level: 'warning' });
    const thrown = [
      { code: 7, message: 'no event' },
      'text',
      undefined,
      null,
      42,
      [],
      {},
      () => 1,
      Symbol('s'),
      new Proxy(
        {},
        {
          ownKeys: () => {
            throw new Error('hostile');
          },
        },
      ),
    ];
    for (const each of thrown) expect((await client.explain(each)).event?.exception?.values).toHaveLength(1);
  });

  it.each<[string, VigilOptions, unknown, { outcome: string; by?: string }]>([
    ['ignoreErrors', { ignoreErrors: ['basket'] }, new Error('basket'), { outcome: 'filtered', by: 'ignoreErrors' }],
    ['beforeSend', { beforeSend: () => null }, new Error('x'), { outcome: 'filtered', by: 'beforeSend' }],
    ['denyUrls', { denyUrls: [/./] }, new Error('x'), { outcome: 'filtered', by: 'denyUrls' }],
    ['environment', { enabledEnvironments: ['staging'] }, new Error('x'), { outcome: 'filtered', by: 'environment' }],
    ['sampleRate 0', { sampleRate: 0 }, new Error('x'), { outcome: 'sampled' }],
    ['no DSN', { dsn: '' }, new Error('x'), { outcome: 'disabled' }],
    ['an empty budget', { budget: { total: { burst: 0, perMinute: 0 } } }, new Error('x'), { outcome: 'suppressed', by: 'budget' }],
  ])('says who drops it: %s', async (_name, options, input, end) => {
    const { client } = start(options);
    const { event, bytes, cuts, outcome, by } = await client.explain(input);
    expect({ outcome, by }).toEqual({ by: undefined, ...end });
    expect({ event, bytes, cuts }).toEqual({ event: undefined, bytes: 0, cuts: [] });
  });

  describe.each([
    ['one DSN', 'https://k@one.example/1', []],
    ['one DSN and its circuit', 'https://k@one.example/1', [withRoutes]],
    ['a list of DSNs', ['https://k@one.example/1', 'https://k@two.example/1'], [withRoutes]],
  ])('with %s', (_name, dsn, extensions) => {
    it('says rate_limited while the server takes no more of the category', async () => {
      const { kit, client } = start({ dsn });
      for (const each of extensions) client.extend(each);
      kit.respond({ status: 200, headers: { 'x-sentry-rate-limits': '60:error:key' } });
      expect(await client.explain(new Error('before'))).toMatchObject({ outcome: 'would_send' });
      client.captureException(new Error('the last'));
      await client.flush();
      const before = client.stats();
      const explanation = await client.explain(new Error('after'));
      const { event, bytes, cuts, outcome, by } = explanation;
      expect({ event, bytes, cuts, outcome, by }).toEqual({ event: undefined, bytes: 0, cuts: [], outcome: 'rate_limited', by: undefined });
      expect(`${explanation}`).toBe('outcome: rate_limited');
      expect(await client.explain({ type: 'transaction', transaction: '/' })).toMatchObject({ outcome: 'would_send' });
      expect(kit.envelopes()).toHaveLength(1);
      expect(client.stats()).toEqual(before);
      expect(await client.flush()).toBe(true);
      await kit.clock.advance(61_000);
      expect(await client.explain(new Error('later'))).toMatchObject({ outcome: 'would_send' });
    });
  });

  it('says who drops it rather than that a limit would', async () => {
    const { kit, client } = start({ ignoreErrors: ['basket'] });
    kit.respond(429);
    client.captureException(new Error('x'));
    await client.flush();
    expect(await client.explain(new Error('basket'))).toMatchObject({ outcome: 'filtered', by: 'ignoreErrors' });
    expect(await client.explain(new Error('y'))).toMatchObject({ outcome: 'rate_limited' });
  });

  it('draws in favour of the event where a sample rate decides', async () => {
    const { client } = start({ sampleRate: 0.001 });
    expect(await client.explain(new Error('x'))).toMatchObject({ outcome: 'would_send' });
  });

  it('waits for hooks that take their time, and shows the reduced event of one that fails', async () => {
    const slow = start({ beforeSend: async event => ({ ...event, tags: { slow: 'yes' } }) });
    expect((await slow.client.explain(new Error('x'))).event?.tags).toEqual({ slow: 'yes' });
    const failing = start({
      beforeSend() {
        throw new Error('hook');
      },
    });
    expect((await failing.client.explain(new Error('x'))).event).toMatchObject({
      exception: { values: [{ value: 'x' }] },
      tags: { hook_error: 'beforeSend' },
    });
    expect(failing.client.stats()).toMatchObject({ captured: {}, hookErrors: 0 });
  });

  it('spends no budget, and tells the hooks that it only asks', async () => {
    const told: unknown[] = [];
    const { kit, client } = start({
      budget: { perIssue: { burst: 1, perMinute: 0 } },
      beforeSend(event, { explained }) {
        told.push(explained);
        return event;
      },
    });
    const once = () => new Error('the same');
    for (let n = 0; n < 5; n++) expect(await client.explain(once())).toMatchObject({ outcome: 'would_send' });
    client.captureException(once());
    expect(told).toEqual([true, true, true, true, true, undefined]);
    expect(await client.explain(once())).toMatchObject({ outcome: 'would_send' });
    await client.flush();
    expect(kit.events()).toHaveLength(1);
  });

  it('leaves alone: last event id, memory of errors, stats, sessions, listeners, breadcrumbs, Dedupe', async () => {
    const heard: unknown[] = [];
    const kit = createTestkit();
    const client = init({ ...kit.options, release: '1', integrations: [dedupeIntegration(), eventBreadcrumbsIntegration()] });
    client.onOutcome(outcome => heard.push(outcome));
    startSession();
    const error = new Error('one');
    const before = client.stats();
    expect(await explain(error)).toMatchObject({ outcome: 'would_send' });
    expect(await explain(error)).toMatchObject({ outcome: 'would_send' });
    expect([lastEventId(), client.eventIdOf(error), heard]).toEqual([undefined, undefined, []]);
    expect(client.stats()).toEqual(before);
    expect(getIsolationScope().getScopeData().breadcrumbs).toEqual([]);
    const id = captureException(error);
    expect(await explain(error)).toMatchObject({ outcome: 'filtered', by: 'Dedupe' });
    expect([lastEventId(), client.eventIdOf(error)]).toEqual([id, id]);
    endSession();
    await client.flush();
    expect(kit.events()).toHaveLength(1);
    expect(kit.items('session').at(-1)).toMatchObject({ errors: 1, status: 'exited' });
  });

  it('sees the context of now, and takes no error away from a response that may still report it', async () => {
    const { kit, client } = start();
    const hub = new Hub(client);
    const error = new Error('held');
    const look = () => ({ status: 500, headersSent: false, method: 'GET', gone: false, over: false });
    hub.run(() => {
      setUser({ id: '7' });
      setTag('a', 'b');
    });
    holdError(hub, error, { mechanism: 'auto.test', look });
    const { event } = await hub.run(() => client.explain(error));
    expect(event).toMatchObject({ user: { id: '7' }, tags: { a: 'b' } });
    judgeErrors(hub, 'finished');
    await client.flush();
    expect(kit.events()).toHaveLength(1);
  });

  it('has a report for people', async () => {
    const { client } = start({ beforeSend: event => ({ ...event, extra: { password: 'x' } }) });
    const sent = `${await client.explain(new TypeError('no basket'))}`;
    expect(sent).toMatch(
      /^TypeError: no basket\noutcome: would_send\nsize: \d+ bytes\ncuts: 1\n {2}extra\.password: masked by @vigil:key\n\{\n/,
    );
    const dropped = start({ ignoreErrors: ['x'] });
    expect(`${await dropped.client.explain(new Error('x'))}`).toBe('outcome: filtered, by ignoreErrors');
  });
});

describe('explain at the top level', () => {
  it('answers `disabled` without a client', async () => {
    setCurrentClient(undefined);
    expect(await explain(new Error('x'))).toMatchObject({ outcome: 'disabled', bytes: 0, cuts: [] });
  });

  it('gives a bare client what it lacks; the client of the development entry has it', async () => {
    const kit = createTestkit();
    const client = init(kit.options);
    expect(await client.explain(new Error('x'))).toMatchObject({ outcome: 'internal_error' });
    const explanation = await withIsolationScope(() => explain(new Error('x'), { tags: { given: 'yes' } }));
    expect(explanation).toMatchObject({ outcome: 'would_send', event: { tags: { given: 'yes' } } });
    expect(await client.explain(new Error('x'))).toMatchObject({ outcome: 'would_send' });
    captureException(new Error('real'));
    await client.flush();
    expect(kit.events()).toHaveLength(1);
    expect(await createInDevelopment(createTestkit().options).explain('x')).toMatchObject({ outcome: 'would_send' });
  });
});
