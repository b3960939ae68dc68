import { once } from 'node:events';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { createTestkit, type Testkit } from '@vigil/testkit';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { addBreadcrumb, type Client, captureMessage, init, instrumentFetch, originalOf, suppressTracing, type VigilOptions } from './index';

let url: string;
let server: http.Server;
const seen: Array<{ method: string | undefined; headers: http.IncomingHttpHeaders; body: string }> = [];
beforeEach(async () => {
  seen.length = 0;
  server = http.createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    seen.push({ method: request.method, headers: request.headers, body });
    response.statusCode = Number(/\d+$/.exec(request.url ?? '')?.[0] ?? 200);
    response.end('answer');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

let kit: Testkit;
let client: Client;
const start = (options: VigilOptions = {}) => {
  kit = createTestkit();
  client = init({ ...kit.options, ...options });
  addBreadcrumb({ message: 'start' });
};
afterEach(async () => {
  await client.close();
  server.close();
  server.closeAllConnections();
});

/** What was left behind since `start`. */
async function crumbs() {
  captureMessage('look');
  await client.flush();
  const all = kit.events().at(-1)?.breadcrumbs ?? [];
  return all.slice(all.map(({ message }) => message).lastIndexOf('start') + 1);
}

describe('a wrapped fetch', () => {
  it('answers with the very Response, unread, and throws the very error', async () => {
    start();
    const response = new Response('x');
    const error = new TypeError('fetch failed');
    expect(await instrumentFetch(async (_: string) => response)('http://x.example/')).toBe(response);
    expect(response.bodyUsed).toBe(false);
    await expect(instrumentFetch((_: string) => Promise.reject(error))('http://x.example/')).rejects.toBe(error);
    expect(await crumbs()).toMatchObject([
      { category: 'fetch', type: 'http', data: { method: 'GET', status_code: 200, url: 'http://x.example/' } },
      { category: 'fetch', level: 'error', data: { error: 'TypeError' } },
    ]);
  });

  it('leaves the global one alone, keeps this, name and properties, and is never wrapped twice', async () => {
    start();
    const before = globalThis.fetch;
    const self = vi.fn();
    const given = Object.assign(
      async function fetcher(this: unknown, _: string) {
        self(this);
        return new Response();
      },
      { preconnect: () => 1 },
    );
    const once = instrumentFetch(given);
    const twice = instrumentFetch(once);
    expect([once.name, once.length, once.preconnect, originalOf(twice)]).toEqual(['fetcher', 1, given.preconnect, given]);
    const holder = { twice };
    await holder.twice('http://x.example/');
    expect(self.mock.calls).toEqual([[holder]]);
    expect(globalThis.fetch).toBe(before);
    expect(await crumbs()).toHaveLength(1);
  });

  it('hands the trace on beside what is there, and changes neither init nor Request of the caller', async () => {
    start();
    const given = { method: 'PUT', body: 'b', headers: { baggage: 'vendor=1', 'x-mine': '1' } };
    await instrumentFetch()(`${url}/a?q=secret`, given);
    expect(seen[0]).toMatchObject({
      method: 'PUT',
      body: 'b',
      headers: { 'x-mine': '1', 'sentry-trace': expect.stringMatching(/^\w{32}-\w{16}/) },
    });
    expect(seen[0]?.headers['baggage']).toMatch(/^vendor=1,sentry-/);
    expect(given.headers).toEqual({ baggage: 'vendor=1', 'x-mine': '1' });
    expect(JSON.stringify(await crumbs())).not.toContain('secret');
  });

  it('loses nothing of a Request: body, headers, method, referrer', async () => {
    start();
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('streamed'));
        controller.close();
      },
    });
    const request = new Request(url, { method: 'POST', body, headers: { 'x-mine': '1' }, duplex: 'half' } as RequestInit);
    await instrumentFetch()(request);
    await instrumentFetch()(`${url}/other`, new Request(url, { method: 'POST', body: 'as init', headers: { 'x-mine': '2' } }));
    expect(seen).toMatchObject([
      { method: 'POST', body: 'streamed', headers: { 'x-mine': '1', 'sentry-trace': expect.any(String) } },
      { method: 'POST', body: 'as init', headers: { 'x-mine': '2', 'sentry-trace': expect.any(String) } },
    ]);
    expect(request.headers.get('sentry-trace')).toBeNull();
    const passed = vi.fn(async (..._: unknown[]) => new Response());
    await instrumentFetch(passed as typeof fetch)(new Request('https://x.example/', { referrerPolicy: 'no-referrer' }));
    expect(passed.mock.calls[0]?.[1]).toMatchObject({ referrerPolicy: 'no-referrer' });
    class Silent {
      readonly referrerPolicy = 'no-referrer';
    }
    await instrumentFetch(passed as typeof fetch)('https://x.example/', new Silent());
    expect(passed.mock.calls[1]?.[1]).toMatchObject({ referrerPolicy: 'no-referrer' });
    await instrumentFetch(passed as typeof fetch)(new Request('https://x.example/', { referrer: '' }));
    expect(passed.mock.calls[2]?.[1]).toMatchObject({ referrer: '' });
    // where the caller's own init says something, the standard forgets them
    const quiet = () => new Request('https://x.example/', { referrer: '', referrerPolicy: 'no-referrer' });
    for (const init of [{}, { signal: undefined }, { credentials: 'include' }, { referrer: '/a' }] as RequestInit[]) {
      await instrumentFetch(passed as typeof fetch)(quiet(), init);
    }
    const referrers = passed.mock.calls.slice(3).map(([, init]) => [(init as RequestInit).referrer, (init as RequestInit).referrerPolicy]);
    expect(referrers).toEqual([
      ['', 'no-referrer'],
      ['', 'no-referrer'],
      [undefined, undefined],
      ['/a', undefined],
    ]);
  });

  it('passes on as it is what would lose more than the trace gains: requests without CORS, navigations', async () => {
    start();
    const passed = vi.fn(async (..._: unknown[]) => new Response());
    const opaque = { mode: 'no-cors' } as const;
    const calls = [
      [new Request('https://x.example/', opaque)],
      ['https://x.example/', opaque],
      [{ url: 'https://x.example/', mode: 'navigate' }],
    ];
    for (const call of calls) await instrumentFetch(passed as typeof fetch)(...(call as Parameters<typeof fetch>));
    expect(passed.mock.calls).toEqual(calls);
    expect(await crumbs()).toHaveLength(3);
    await instrumentFetch()(new Request(url, opaque), { mode: 'cors' });
    expect(seen[0]?.headers['sentry-trace']).toBeDefined();
  });

  it('makes nothing by a class `Request` that is not that of the runtime', async () => {
    start();
    vi.stubGlobal('Request', class {});
    class Post {
      readonly method = 'POST';
    }
    const passed = vi.fn(async (..._: unknown[]) => new Response());
    const init = new Post();
    await instrumentFetch(passed as typeof fetch)('https://x.example/', init);
    vi.unstubAllGlobals();
    expect(passed.mock.calls).toEqual([['https://x.example/', init]]);
    expect(await crumbs()).toMatchObject([{ data: { method: 'POST', url: 'https://x.example/' } }]);
  });

  it('leaves the type of a body to it, whose init is of a class', async () => {
    start();
    class Post {
      readonly method = 'POST';
      constructor(readonly body: RequestInit['body']) {}
    }
    const form = new FormData();
    form.set('a', 'b');
    for (const body of [new URLSearchParams('a=b'), form, new Blob(['x'], { type: 'text/csv' }), 'text'])
      await instrumentFetch()(url, new Post(body));
    expect(seen.map(({ headers }) => [headers['content-type']?.split(';')[0], typeof headers['sentry-trace']])).toEqual([
      ['application/x-www-form-urlencoded', 'string'],
      ['multipart/form-data', 'string'],
      ['text/csv', 'string'],
      ['text/plain', 'string'],
    ]);
  });

  it('leaves a sentry-trace that is there as it is', async () => {
    start();
    await instrumentFetch()(url, { headers: [['sentry-trace', 'theirs']] });
    expect(seen[0]?.headers).toMatchObject({ 'sentry-trace': 'theirs' });
    expect(seen[0]?.headers['baggage']).toBeUndefined();
  });

  it.each([
    ['no target', { tracePropagationTargets: ['other.example'] }],
    ['no client', { enabled: false }],
  ])('writes no header: %s', async (_name, options) => {
    start(options);
    await instrumentFetch()(url);
    expect(seen[0]?.headers['sentry-trace']).toBeUndefined();
  });

  it('writes no header where tracing is suppressed, or switched off here', async () => {
    start();
    await suppressTracing(() => instrumentFetch()(url));
    await instrumentFetch(fetch, { tracePropagation: false })(url);
    expect(seen.map(({ headers }) => headers['sentry-trace'])).toEqual([undefined, undefined]);
    expect(await crumbs()).toHaveLength(2);
  });

  it('says nothing of its own reports, of what is ignored, and where breadcrumbs are off', async () => {
    start();
    const silent = vi.fn(async (_: string) => new Response());
    await instrumentFetch(silent)('https://testkit.invalid/api/1/envelope/');
    await instrumentFetch(silent, { ignoreOutgoingRequests: each => each.endsWith('/health') })('https://x.example/health');
    await instrumentFetch(silent, { breadcrumbs: false })('https://x.example/');
    expect(silent).toHaveBeenCalledTimes(3);
    expect(await crumbs()).toEqual([]);
  });

  it('says what is asked of what begins as the tunnel', async () => {
    start({ tunnel: 'https://x.example/e' });
    const asked = instrumentFetch(async (_: string) => new Response());
    for (const path of ['e', 'e/', 'e?o=1', 'events', 'e/1']) await asked(`https://x.example/${path}`);
    expect((await crumbs()).map(({ data }) => data?.['url'])).toEqual(['https://x.example/events', 'https://x.example/e/1']);
  });

  it.each([
    [404, 'warning'],
    [503, 'error'],
  ])('status %i is level %s', async (status, level) => {
    start();
    await instrumentFetch()(`${url}/${status}`);
    expect(await crumbs()).toMatchObject([{ level, data: { status_code: status } }]);
  });

  it.each([undefined, 7, 'not a url', { url: 7 }, Symbol('x')])('fails as it did without: %s', async input => {
    start();
    const plain = await fetch(input as never).catch(({ name, message }) => ({ name, message }));
    expect(await instrumentFetch()(input as never).catch(({ name, message }: Error) => ({ name, message }))).toEqual(plain);
  });

  it('what is no function stays what it is', () => {
    start();
    expect(instrumentFetch(null as never)).toBe(null);
  });
});
