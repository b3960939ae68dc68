import { once } from 'node:events';
import http, { get as importedGet } from 'node:http';
import https from 'node:https';
import { createRequire } from 'node:module';
import type net from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import {
  captureMessage,
  type Event,
  getCurrentScope,
  type HttpOptions,
  httpIntegration,
  type NodeOptions,
  setUser,
  suppressTracing,
} from '../index';
import { makeNodeTransport } from '../transport/nodeTransport';
import { certificate } from './fixtures/certificate';
import { listen, request, start, stopAll } from './fixtures/live';

// Taken before any init, as an application's own imports are.
const { request: destructured } = createRequire(import.meta.url)('node:http') as typeof http;

afterEach(stopAll);

/** A server that answers with the headers it got, and the status the path names. */
const echo: http.RequestListener = (message, response) => {
  response.statusCode = Number(message.url?.match(/\d{3}/)?.[0] ?? 200);
  message.resume().on('end', () => response.end(JSON.stringify(message.rawHeaders)));
};

/** Sends the request and returns the headers the server got, by lower-case name, each with all its values. */
async function sent(outgoing: http.ClientRequest): Promise<Record<string, string[]>> {
  outgoing.end();
  const [response] = (await once(outgoing, 'response')) as [http.IncomingMessage];
  let text = '';
  for await (const chunk of response) text += chunk;
  const raw = JSON.parse(text) as string[];
  const got: Record<string, string[]> = {};
  for (let at = 0; at < raw.length; at += 2) {
    const name = raw[at]!.toLowerCase();
    got[name] = [...(got[name] ?? []), raw[at + 1]!];
  }
  return got;
}

function ours() {
  const { traceId } = getCurrentScope().getPropagationContext();
  return {
    trace: [expect.stringMatching(new RegExp(`^${traceId}-[\\da-f]{16}$`))],
    baggage: expect.stringContaining(`sentry-trace_id=${traceId}`),
  };
}

describe('trace headers', () => {
  const host = '127.0.0.1';
  const ways: Record<string, (port: number) => http.ClientRequest> = {
    'http.get with a string': port => http.get(`http://${host}:${port}/`),
    'http.get with a URL': port => http.get(new URL(`http://${host}:${port}/`)),
    'http.get with a URL and options': port => http.get(`http://${host}:${port}/`, { headers: { 'X-Own': '1' } }),
    'http.request with options': port => http.request({ host, port, method: 'POST', headers: { 'X-Own': '1' } }),
    'http.request with a flat array of headers': port => http.request({ host, port, headers: ['X-Own', '1', 'Host', `${host}:${port}`] }),
    'http.request with pairs of headers': port =>
      http.request({
        host,
        port,
        headers: [
          ['X-Own', '1'],
          ['Host', 'a'],
        ] as unknown as string[],
      }),
    'http.request with Expect': port => http.request({ host, port, method: 'POST', headers: { Expect: '100-continue' } }),
    'http.request without any header': port => http.request({ host, port, setHost: false }),
    'a request with setHeader': port => http.request({ host, port }).setHeader('X-Own', '1'),
    'a request whose headers were flushed': port => {
      const outgoing = http.request({ host, port, method: 'POST' });
      outgoing.flushHeaders();
      return outgoing;
    },
    'get imported by name before init': port => importedGet({ host, port }),
    'request destructured from require before init': port => destructured({ host, port }),
    'new http.ClientRequest': port => new http.ClientRequest(`http://${host}:${port}/`),
    'a request over a keep-alive agent': port => http.get({ host, port, agent: new http.Agent({ keepAlive: true }) }),
  };

  it.each(Object.keys(ways))('go out with %s', async way => {
    start();
    const server = http.createServer({ requireHostHeader: false }, echo);
    const got = await sent(ways[way]!(await listen(server)));
    expect(got['sentry-trace']).toEqual(ours().trace);
    expect(got['baggage']).toEqual([ours().baggage]);
    if (/Own|pairs|array|setHeader|options/.test(way)) expect(got['x-own']).toEqual(['1']);
  });

  it('go out with https', async () => {
    start();
    const port = await listen(https.createServer(certificate, echo));
    expect(await sent(https.request({ port, host, ca: certificate.cert }))).toMatchObject({
      'sentry-trace': ours().trace,
      baggage: [ours().baggage],
    });
  });

  it('go out with traceparent where that is asked for', async () => {
    start({ propagateTraceparent: true });
    const port = await listen(http.createServer(echo));
    const { traceId } = getCurrentScope().getPropagationContext();
    expect((await sent(http.get({ port, host })))['traceparent']).toEqual([expect.stringMatching(`^00-${traceId}-[\\da-f]{16}-00$`)]);
    expect((await sent(http.get({ port, host, headers: { traceparent: 'theirs' } })))['traceparent']).toEqual(['theirs']);
  });

  const existing: Record<string, (headers: Record<string, string>) => http.RequestOptions['headers']> = {
    object: headers => headers,
    'flat array': headers => Object.entries(headers).flat(),
    'array of pairs': headers => Object.entries(headers) as unknown as string[],
  };
  it.each(Object.keys(existing))('leave a sentry-trace that is there as it is (%s)', async form => {
    start();
    const headers = existing[form]!({ Host: 'a', 'Sentry-Trace': 'theirs', Baggage: 'a=1' });
    const got = await sent(http.request({ port: await listen(http.createServer(echo)), host, headers }));
    expect(got).toMatchObject({ 'sentry-trace': ['theirs'], baggage: ['a=1'] });
  });
  it.each(Object.keys(existing))('join the baggage that is there, in one header (%s)', async form => {
    start();
    const headers = existing[form]!({ Host: 'a', Baggage: 'a=1,sentry-release=old' });
    const before = JSON.stringify(headers);
    const got = await sent(http.request({ port: await listen(http.createServer(echo)), host, headers }));
    expect(got['baggage']).toEqual([expect.stringMatching(/^a=1,sentry-/)]);
    expect(got['baggage']?.[0]).not.toContain('old');
    expect(JSON.stringify(headers)).toBe(before);
  });

  it.each<[string, NodeOptions, HttpOptions, boolean]>([
    ['to a listed target', { tracePropagationTargets: ['127.0.0.1'] }, {}, true],
    ['not to one that is not listed', { tracePropagationTargets: ['api.example.com', /^https:/] }, {}, false],
    ['not because of the query', { tracePropagationTargets: ['secret'] }, {}, false],
    ['to none with an empty list', { tracePropagationTargets: [] }, {}, false],
    ['not with tracePropagation: false', {}, { tracePropagation: false }, false],
    ['not when ignored', {}, { ignoreOutgoingRequests: url => url.endsWith('?secret=1') }, false],
    ['as ever when ignoreOutgoingRequests throws', {}, { ignoreOutgoingRequests: () => JSON.parse('{') }, true],
  ])('go %s', async (_name, options, http_, expected) => {
    start({ ...options, integrations: [httpIntegration(http_)] });
    const got = await sent(http.get({ port: await listen(http.createServer(echo)), host, path: '/a?secret=1' }));
    expect('sentry-trace' in got).toBe(expected);
    expect('baggage' in got).toBe(expected);
  });

  it('are not written under suppressTracing', async () => {
    start();
    const port = await listen(http.createServer(echo));
    expect(await suppressTracing(() => sent(http.get({ port, host })))).not.toHaveProperty('sentry-trace');
  });

  it('of an incoming request carry its trace on', async () => {
    start();
    const inner = await listen(http.createServer(echo));
    const port = await listen(
      http.createServer(async (_message, response) => void response.end(JSON.stringify(await sent(http.get({ port: inner, host }))))),
    );
    const traceId = 'c'.repeat(32);
    const { body } = await request(port, {
      headers: { 'sentry-trace': `${traceId}-${'d'.repeat(16)}-1`, baggage: 'sentry-release=theirs' },
    });
    const got = JSON.parse(body);
    expect(got['sentry-trace'][0]).toMatch(new RegExp(`^${traceId}-(?!d{16})[\\da-f]{16}-1$`));
    expect(got['baggage']).toEqual([expect.stringContaining('sentry-release=theirs')]);
    expect(got['baggage'][0]).not.toContain('public_key');
  });
});

async function crumbs({ client, events }: ReturnType<typeof start>): Promise<NonNullable<Event['breadcrumbs']>> {
  captureMessage('now');
  await client.flush();
  return events().at(-1)?.breadcrumbs ?? [];
}

describe('breadcrumbs', () => {
  const host = '127.0.0.1';

  it.each([
    [200, undefined],
    [302, undefined],
    [404, 'warning'],
    [503, 'error'],
  ])('status %i', async (status, level) => {
    const kit = start();
    const port = await listen(http.createServer(echo));
    await request(port, { path: `/${status}?token=hidden#f`, method: 'POST', headers: { 'Content-Length': 3 } }, 'abc');
    const [crumb] = await crumbs(kit);
    expect(crumb).toMatchObject({ category: 'http', type: 'http' });
    expect(crumb?.level).toBe(level);
    expect(crumb?.data).toMatchObject({ 'http.request.method': 'POST', status_code: status, request_body_size: 3 });
    expect(crumb?.data?.['url']).toMatch(`http://127.0.0.1:${port}/${status}?token=[Filtered]`);
    expect(crumb?.data?.['duration']).toEqual(expect.any(Number));
    expect(JSON.stringify(crumb)).not.toContain('hidden');
  });

  it('tell of a refused connection, with its code, once, and the application still hears of it', async () => {
    const kit = start();
    const server = http.createServer();
    const port = await listen(server);
    server.close();
    await once(server, 'close');
    await expect(request(port)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    const found = await crumbs(kit);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ category: 'http', level: 'error', data: { error: 'ECONNREFUSED', url: `http://127.0.0.1:${port}/` } });
    expect(found[0]?.data).not.toHaveProperty('status_code');
  });

  const foreign: Record<string, http.RequestOptions> = {
    'a flat array': { headers: ['Host', 'x'] },
    'an object': { headers: { Host: 'x' } },
    'an object, without an agent': { headers: { Host: 'x' }, agent: false },
    'an object, over a kept connection': { headers: { Host: 'x:99' }, agent: new http.Agent({ keepAlive: true }) },
    'that of whom a reverse proxy was asked by': { headers: { host: '127.0.0.1:99' } },
    'nothing at all': { setHost: false },
  };
  it.each(Object.keys(foreign))('name the port where Host is not the host’s own (%s)', async form => {
    const kit = start();
    const server = http.createServer({ requireHostHeader: false }, echo);
    const port = await listen(server);
    const urls = [1, 2, 3].map(n => `http://127.0.0.1:${port}/${n}`);
    for (const url of urls.slice(0, 2)) await sent(http.request(url, foreign[form]!));
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
    await once(http.request(urls[2]!, foreign[form]!).end(), 'error');
    expect((await crumbs(kit)).map(({ data }) => data?.['url'])).toEqual(urls);
  });

  it('tell of a request that was thrown away before its answer', async () => {
    const kit = start();
    const port = await listen(http.createServer(() => {}));
    const outgoing = http.get({ port, host }).on('error', () => {});
    outgoing.destroy();
    await new Promise(done => outgoing.on('close', done));
    expect(await crumbs(kit)).toMatchObject([{ level: 'error', data: { error: 'ECONNRESET' } }]);
  });

  it('go to the context that made the request, also over a shared connection', async () => {
    const kit = start();
    const inner = await listen(http.createServer((message, response) => void setTimeout(() => response.end(message.url), 3)));
    const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
    const port = await listen(
      http.createServer(async (message, response) => {
        setUser({ id: message.url });
        await request(inner, { agent, path: `/for${message.url}` });
        response.end(captureMessage(message.url ?? ''));
      }),
    );
    await Promise.all(Array.from({ length: 20 }, (_, at) => request(port, { path: `/${at}` })));
    agent.destroy();
    await kit.client.flush();
    expect(kit.events()).toHaveLength(20);
    for (const { message, breadcrumbs } of kit.events()) {
      expect(breadcrumbs?.map(({ data }) => data?.['url'])).toEqual([`http://127.0.0.1:${inner}/for${message}`]);
    }
  });

  it.each<[string, NodeOptions, HttpOptions]>([
    ['the integration', {}, { breadcrumbs: false }],
    ['the client', { breadcrumbs: { http: false } }, {}],
    ['the client, for all sources', { breadcrumbs: false }, {}],
    ['ignoreOutgoingRequests', {}, { ignoreOutgoingRequests: () => true }],
  ])('are switched off by %s', async (_name, options, http_) => {
    const kit = start({ ...options, integrations: [httpIntegration(http_)] });
    await request(await listen(http.createServer(echo)));
    expect(await crumbs(kit)).toEqual([]);
  });

  it('of an upgrade and of CONNECT have their status', async () => {
    const kit = start();
    const server = http.createServer();
    server.on('upgrade', (_message, socket) => socket.end('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: x\r\n\r\n'));
    server.on('connect', (_message, socket) => socket.end('HTTP/1.1 200 OK\r\n\r\n'));
    const port = await listen(server);
    for (const [event, options] of [
      ['upgrade', { headers: { Connection: 'Upgrade', Upgrade: 'x' } }],
      ['connect', { method: 'CONNECT', path: 'b:1' }],
    ] as const) {
      const outgoing = http.request({ port, host, ...options }).end();
      const [, socket] = (await once(outgoing, event)) as [unknown, net.Socket];
      socket.destroy();
    }
    expect((await crumbs(kit)).map(({ data }) => data?.['status_code'])).toEqual([101, 200]);
  });
});

describe("the SDK's own requests", () => {
  it('get neither headers nor breadcrumbs, whoever sends them', async () => {
    const got: http.IncomingHttpHeaders[] = [];
    const port = await listen(
      http.createServer((message, response) => {
        got.push(message.headers);
        message.resume().on('end', () => response.end('{}'));
      }),
    );
    const { client } = start({ dsn: `http://key@127.0.0.1:${port}/1`, transport: makeNodeTransport });
    captureMessage('first');
    await client.flush();
    await request(port, { path: '/api/1/envelope/', method: 'POST' });
    expect(got).toHaveLength(2);
    for (const headers of got) expect(headers).not.toHaveProperty('sentry-trace');
    let last: Event | undefined;
    client.addEventProcessor(event => {
      last = event;
      return null;
    });
    captureMessage('second');
    expect(last?.breadcrumbs).toBeUndefined();
  });
});
