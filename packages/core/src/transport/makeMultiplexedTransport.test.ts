import { createTestkit } from '@vigil/testkit';
import { describe, expect, it, vi } from 'vitest';
import {
  createClient,
  type Envelope,
  MULTIPLEXED_TRANSPORT_EXTRA_KEY,
  type MultiplexedMatcher,
  makeMultiplexedTransport,
  type TransportResponse,
  type VigilOptions,
  withRoutingDsns,
} from '../index';

const OWN = 'https://own@o1.ingest.example/1';
const SHOP = `https://${'5'.repeat(32)}@o2.shop.example/2`;
const BLOG = `https://${'b'.repeat(32)}@blog.example/base/3`;

/** A client with the transport, and what arrived at which host. */
function start(matcher?: MultiplexedMatcher, answers: Record<string, Array<TransportResponse | Error>> = {}, options: VigilOptions = {}) {
  const kit = createTestkit();
  const arrivals: Array<{ host: string; url: string; headers: Envelope[0]; payload: Record<string, unknown> }> = [];
  const client = createClient({
    ...kit.options,
    dsn: OWN,
    release: 'own@1',
    retry: { baseMs: 1, maxDelayMs: 1 },
    transport: makeMultiplexedTransport(
      ({ url }) => ({
        flush: async () => true,
        async send([headers, items]) {
          const { host } = new URL(url);
          arrivals.push({ host, url, headers, payload: items[0]?.[1] as Record<string, unknown> });
          const answer = answers[host]?.shift() ?? { statusCode: 200 };
          if (answer instanceof Error) throw answer;
          return answer;
        },
      }),
      matcher,
    ),
    ...options,
  });
  client.extend(withRoutingDsns);
  return { kit, client, arrivals, hosts: () => arrivals.map(({ host }) => host) };
}

describe('makeMultiplexedTransport', () => {
  it('sends one event to several projects, each with its key, its DSN and its release', async () => {
    const { client, arrivals } = start(() => [{ dsn: SHOP, release: 'shop@2' }, BLOG]);
    const id = client.captureMessage('x');
    expect(await client.outcome(id)).toMatchObject({ status: 'sent', httpStatus: 200 });
    expect(arrivals.map(({ host, headers, payload }) => [host, headers.dsn, headers.trace?.['public_key'], payload['release']])).toEqual([
      ['o2.shop.example', SHOP, '5'.repeat(32), 'shop@2'],
      ['blog.example', BLOG, 'b'.repeat(32), 'own@1'],
    ]);
    expect(arrivals.map(({ headers }) => headers.trace?.['org_id'])).toEqual(['2', undefined]);
    expect(arrivals[1]?.url).toMatch(
      /^https:\/\/blog\.example\/base\/api\/3\/envelope\/\?sentry_version=7&sentry_key=b{32}&sentry_client=vigil/,
    );
    expect(arrivals.map(({ payload }) => payload['event_id'])).toEqual([id, id]);
  });

  it("reads the targets from the event's extra without a matcher, and sends the rest to the client's own DSN", async () => {
    const { client, arrivals } = start();
    client.captureMessage('routed', 'info', { captureContext: { extra: { [MULTIPLEXED_TRANSPORT_EXTRA_KEY]: [{ dsn: SHOP }] } } });
    client.captureMessage('plain');
    await client.flush();
    expect(arrivals.map(({ host, payload }) => [host, payload['message']])).toEqual([
      ['o2.shop.example', 'routed'],
      ['o1.ingest.example', 'plain'],
    ]);
    expect(arrivals[1]?.headers.dsn).toBeUndefined();
  });

  it('gives the matcher the scrubbed event and the envelope', async () => {
    const matcher = vi.fn<MultiplexedMatcher>(({ getEvent, envelope }) =>
      getEvent()?.tags?.['team'] === 'shop' && envelope[0].event_id ? [SHOP] : [],
    );
    const { client, hosts } = start(matcher);
    client.captureMessage('x', 'info', { captureContext: { tags: { team: 'shop' }, extra: { password: 'hunter2' } } });
    await client.flush();
    expect(hosts()).toEqual(['o2.shop.example']);
    expect(JSON.stringify(matcher.mock.calls[0]?.[0].getEvent())).not.toContain('hunter2');
    expect(matcher.mock.calls[0]?.[0].getEvent(['transaction'])).toBeUndefined();
  });

  it.each<[what: string, matcher: unknown]>([
    [
      'throws',
      () => {
        throw new Error('no');
      },
    ],
    ['names none', () => []],
    ['answers no array', () => 'https://key@host/1'],
    ['answers undefined', () => undefined],
    ['answers a promise', async () => [SHOP]],
    ['names rubbish', () => [null, 7, 'nonsense', { dsn: 'nonsense' }, {}]],
  ])("takes the client's own DSN where the matcher %s", async (_what, matcher) => {
    const { client, hosts } = start(matcher as MultiplexedMatcher);
    expect(await client.outcome(client.captureMessage('x'))).toMatchObject({ status: 'sent' });
    expect(hosts()).toEqual(['o1.ingest.example']);
  });

  it('sends once to a target that is named twice, and leaves out those that are no DSN', async () => {
    const { client, hosts } = start(() => [SHOP, 'nonsense', { dsn: SHOP }]);
    client.captureMessage('x');
    await client.flush();
    expect(hosts()).toEqual(['o2.shop.example']);
  });

  it.each<[answers: Record<string, TransportResponse[]>, status: string]>([
    [{ 'blog.example': [{ statusCode: 400 }] }, 'refused'],
    [{ 'blog.example': [{ statusCode: 413 }] }, 'too_large'],
    [{ 'blog.example': [{ statusCode: 429 }] }, 'rate_limited'],
    [{ 'o2.shop.example': [{}] }, 'sent'],
  ])('tells the client the worst answer: %j is %s', async (answers, status) => {
    const { client, arrivals } = start(() => [SHOP, BLOG], answers);
    expect(await client.outcome(client.captureMessage('x'))).toMatchObject({ status, attempts: 1 });
    expect(arrivals).toHaveLength(2);
  });

  it.each([new Error('connection refused'), { statusCode: 503 }])('tries those alone again that gave no answer', async failure => {
    const { client, kit, hosts } = start(() => [SHOP, BLOG], { 'blog.example': [failure] });
    const id = client.captureMessage('x');
    await kit.clock.advance(100);
    expect(await client.outcome(id)).toMatchObject({ status: 'sent', attempts: 2 });
    expect(hosts()).toEqual(['o2.shop.example', 'blog.example', 'blog.example']);
  });

  it('keeps the limits of each target to itself', async () => {
    const limited = { statusCode: 429, headers: { 'x-sentry-rate-limits': '600:error:key' } };
    let targets = [SHOP];
    const { client, hosts } = start(() => targets, { 'o2.shop.example': [limited] });
    for (let n = 0; n < 2; n++) expect((await client.outcome(client.captureMessage(`limited ${n}`))).status).toBe('rate_limited');
    targets = [BLOG];
    expect((await client.outcome(client.captureMessage('free'))).status).toBe('sent');
    expect(hosts()).toEqual(['o2.shop.example', 'blog.example']);
  });

  it('goes through the tunnel to every DSN, which its header names', async () => {
    const { client, arrivals } = start(() => [SHOP, BLOG], {}, { tunnel: 'https://tunnel.example/t' });
    client.captureMessage('x');
    await client.flush();
    expect(arrivals.map(({ url, headers }) => [url, headers.dsn])).toEqual([
      ['https://tunnel.example/t', SHOP],
      ['https://tunnel.example/t', BLOG],
    ]);
  });
});
