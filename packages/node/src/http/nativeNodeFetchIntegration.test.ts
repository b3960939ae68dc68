import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import http from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { captureMessage, getCurrentScope, nativeNodeFetchIntegration, setUser } from '../index';
import { listen, request, start, stopAll } from './fixtures/live';
import { addUndiciHeaders, type UndiciRequest } from './undiciHeaders';

afterEach(stopAll);

const echo: http.RequestListener = (message, response) => {
  response.statusCode = Number(message.url?.match(/\d{3}/)?.[0] ?? 200);
  response.end(JSON.stringify(message.headers));
};
async function server(): Promise<string> {
  return `http://127.0.0.1:${await listen(http.createServer(echo))}`;
}
const headersOf = async (url: string, init?: RequestInit) => (await (await fetch(url, init)).json()) as Record<string, string>;

async function crumbs({ client, events }: ReturnType<typeof start>) {
  captureMessage('now');
  await client.flush();
  return events().at(-1)?.breadcrumbs ?? [];
}

describe('trace headers of fetch', () => {
  it('carry the trace of the context', async () => {
    start();
    const { traceId } = getCurrentScope().getPropagationContext();
    const got = await headersOf(await server(), { method: 'POST', body: 'x', headers: { 'x-own': '1' } });
    expect(got['sentry-trace']).toMatch(new RegExp(`^${traceId}-[\\da-f]{16}$`));
    expect(got).toMatchObject({ baggage: expect.stringContaining(traceId), 'x-own': '1' });
  });

  it('leave a trace that is there, and join baggage', async () => {
    start();
    const url = await server();
    expect(await headersOf(url, { headers: { 'sentry-trace': 'theirs', baggage: 'a=1' } })).toMatchObject({
      'sentry-trace': 'theirs',
      baggage: 'a=1',
    });
    expect((await headersOf(url, { headers: { baggage: 'a=1,sentry-release=old' } }))['baggage']).toMatch(/^a=1,sentry-(?!.*old)/);
  });

  it('are there once, as who listens later wants them', async () => {
    start({ propagateTraceparent: true });
    const { traceId } = getCurrentScope().getPropagationContext();
    const later = { 'sentry-trace': 'later', Traceparent: 'later', baggage: 'tenant=1,sentry-release=later', 'x-later': '1' };
    const listener = (message: unknown) => {
      const { request } = message as { request: UndiciRequest };
      for (const [name, value] of Object.entries(later)) request.addHeader?.(name, value);
    };
    subscribe('undici:request:create', listener);
    const got = await headersOf(await server(), { headers: { baggage: 'a=1' } });
    unsubscribe('undici:request:create', listener);
    expect(got).toMatchObject({ 'sentry-trace': 'later', traceparent: 'later', 'x-later': '1' });
    const members = got['baggage']?.split(',') ?? [];
    expect(members.filter(member => !member.startsWith('sentry-'))).toEqual(['a=1', 'tenant=1']);
    expect(members).toContain(`sentry-trace_id=${traceId}`);
    expect(new Set(members.map(member => member.split('=')[0])).size).toBe(members.length);
  });

  it('go to listed targets alone, and not where switched off', async () => {
    const url = await server();
    for (const [options, fetchOptions, expected] of [
      [{ tracePropagationTargets: [url] }, {}, true],
      [{ tracePropagationTargets: ['elsewhere'] }, {}, false],
      [{}, { tracePropagation: false }, false],
      [{}, { ignoreOutgoingRequests: (given: string) => given === `${url}/a?b=1` }, false],
    ] as const) {
      const { client } = start({
        ...options,
        tracePropagationTargets: options.tracePropagationTargets && [...options.tracePropagationTargets],
        integrations: [nativeNodeFetchIntegration(fetchOptions)],
      });
      expect('sentry-trace' in (await headersOf(`${url}/a?b=1`))).toBe(expected);
      await client.close();
    }
  });

  it('of undici before version 6, whose headers are text', () => {
    const given: UndiciRequest = {
      path: '/',
      method: 'GET',
      headers: 'x-own: 1\r\nBaggage: a=1\r\n',
      addHeader(name, value) {
        this.headers += `${name}: ${value}\r\n`;
      },
    };
    addUndiciHeaders(given, { 'sentry-trace': 'new', baggage: 'sentry-release=r' });
    expect(given.headers).toBe('x-own: 1\r\nBaggage: a=1,sentry-release=r\r\nsentry-trace: new\r\n');
    addUndiciHeaders(given, { 'sentry-trace': 'newer' });
    expect(given.headers).not.toContain('newer');
  });
});

describe('breadcrumbs of fetch', () => {
  it.each([
    [200, undefined],
    [404, 'warning'],
    [500, 'error'],
  ])('status %i', async (status, level) => {
    const kit = start();
    const url = await server();
    await fetch(`${url}/${status}?token=hidden`, { method: 'PUT', body: 'abc' });
    const [crumb, ...more] = await crumbs(kit);
    expect(more).toEqual([]);
    expect(crumb).toMatchObject({
      category: 'fetch',
      type: 'http',
      data: { method: 'PUT', url: `${url}/${status}?token=[Filtered]`, status_code: status, request_body_size: 3 },
    });
    expect(crumb?.level).toBe(level);
  });

  it('tell of a refused connection', async () => {
    const kit = start();
    const gone = http.createServer();
    const port = await listen(gone);
    gone.close();
    await once(gone, 'close');
    await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow('fetch failed');
    expect(await crumbs(kit)).toMatchObject([{ category: 'fetch', level: 'error', data: { error: 'ECONNREFUSED', method: 'GET' } }]);
  });

  it('tell of an aborted request', async () => {
    const kit = start();
    const port = await listen(http.createServer(() => {}));
    const abort = new AbortController();
    const waiting = fetch(`http://127.0.0.1:${port}/`, { signal: abort.signal });
    setTimeout(() => abort.abort(), 20);
    await expect(waiting).rejects.toThrow();
    expect(await crumbs(kit)).toMatchObject([{ level: 'error', data: { error: expect.stringMatching(/Abort|20/) } }]);
  });

  it('go to the context that called fetch', async () => {
    const kit = start();
    const inner = await server();
    const port = await listen(
      http.createServer(async (message, response) => {
        setUser({ id: message.url });
        await fetch(`${inner}${message.url}`);
        response.end(captureMessage(message.url ?? ''));
      }),
    );
    await Promise.all(Array.from({ length: 20 }, (_, at) => request(port, { path: `/${at}` })));
    await kit.client.flush();
    for (const { message, breadcrumbs } of kit.events()) {
      expect(breadcrumbs?.map(({ data }) => data?.['url'])).toEqual([`${inner}${message}`]);
    }
    expect(kit.events()).toHaveLength(20);
  });

  it('are switched off by the integration and by the client', async () => {
    const url = await server();
    for (const options of [{ integrations: [nativeNodeFetchIntegration({ breadcrumbs: false })] }, { breadcrumbs: { fetch: false } }]) {
      const kit = start(options);
      await fetch(url);
      expect(await crumbs(kit)).toEqual([]);
      await kit.client.close();
    }
  });

  it("and fetch itself stays Node's own", async () => {
    const native = globalThis.fetch;
    start();
    expect(globalThis.fetch).toBe(native);
  });
});
