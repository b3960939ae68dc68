import { once } from 'node:events';
import http2 from 'node:http2';
import https from 'node:https';
import { setTimeout as later } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { addBreadcrumb, captureMessage, carrier, getCurrentHub, getCurrentScope, httpIntegration, setUser } from '../index';
import { certificate } from './fixtures/certificate';
import { type Answer, connect, get } from './fixtures/http2Live';
import { listen, start, stopAll, whose } from './fixtures/live';

afterEach(stopAll);

type Api = [name: string, create: (handle: Handle) => http2.Http2Server];
/** One request, whichever API brought it: who it is, its body, its answer. */
type Handle = (id: string, stream: http2.ServerHttp2Stream | http2.Http2ServerRequest, end: (text: string) => void) => unknown;

const apis: Api[] = [
  [
    'the compatibility API',
    handle => http2.createServer((message, response) => void handle(message.url, message, text => response.end(text))),
  ],
  [
    "the server's stream event",
    handle => http2.createServer().on('stream', (stream, headers) => void handle(`${headers[':path']}`, stream, text => stream.end(text))),
  ],
  [
    "the session's stream event",
    handle =>
      http2.createServer().on('session', session => {
        session.on(
          'stream',
          (stream, headers) => void handle(`${headers[':path']}`, stream as http2.ServerHttp2Stream, text => stream.end(text)),
        );
      }),
  ],
];

describe.each(apis)('%s', (_name, create) => {
  it('300 streams at once on one session never cross users or breadcrumbs, in late chunks of their bodies either', async () => {
    const { events, client } = start();
    const crossed: unknown[] = [];
    const server = create((id, body, end) => {
      crossed.push(['begin', whose()]);
      setUser({ id });
      const note = (what: string) => {
        crossed.push([what, whose() === id ? undefined : `${id} ${whose()}`]);
        addBreadcrumb({ message: id });
      };
      body.on('data', () => note('data'));
      body.on('close', () => note('close'));
      body.on('end', async () => {
        note('end');
        await later(Number(id.slice(1)) % 7);
        captureMessage(id);
        end(id);
      });
    });
    const session = await connect(await listen(server));
    const open = Array.from({ length: 300 }, (_, at) => session.request({ ':path': `/${at}`, ':method': 'POST' }));
    const bodies = open.map(async stream => Buffer.concat(await stream.toArray()).toString());
    for (const part of ['one', 'two', 'three']) {
      for (const stream of open) stream.write(part);
      await later(5);
    }
    for (const stream of open) stream.end();
    expect(await Promise.all(bodies)).toEqual(open.map((_, at) => `/${at}`));
    await client.flush();
    expect(events()).toHaveLength(300);
    for (const event of events()) {
      expect(event.user?.id).toBe(event.message);
      expect(event.request?.url).toMatch(new RegExp(`^http://[^/]+${event.message}$`));
      for (const crumb of event.breadcrumbs ?? []) expect(crumb.message).toBe(event.message);
    }
    await expect.poll(() => (crossed as string[][]).filter(([what]) => what === 'close').length).toBe(300);
    expect((crossed as unknown[][]).filter(([, wrong]) => wrong !== undefined)).toEqual([]);
  });

  it('events say method, URL without query values, harmless headers and status; the trace goes on', async () => {
    const { expectEvent, client } = start({ tracePropagationTargets: [] });
    const traceId = 'c'.repeat(32);
    const server = create((_id, _body, end) => {
      captureMessage('seen');
      end(JSON.stringify(getCurrentScope().getPropagationContext()));
    });
    const session = await connect(await listen(server));
    const { text } = await get(session, '/orders?token=s3cret&page=2', {
      'sentry-trace': `${traceId}-${'d'.repeat(16)}-1`,
      baggage: 'sentry-release=r',
      cookie: 'sid=s3cret',
      'x-request-id': 'r1',
    });
    expect(JSON.parse(text)).toMatchObject({ traceId, parentSpanId: 'd'.repeat(16), dsc: { release: 'r' } });
    await client.flush();
    const event = expectEvent('seen');
    const authority = new URL(session.socket.remoteAddress ? `http://127.0.0.1:${session.socket.remotePort}` : '').host;
    expect(event).toMatchObject({
      transaction: 'GET /orders',
      tags: { request_id: 'r1' },
      contexts: { trace: { trace_id: traceId } },
      request: {
        method: 'GET',
        url: `http://${authority}/orders`,
        query_string: 'token=[Filtered]&page=[Filtered]',
        headers: { host: authority },
      },
    });
    expect(JSON.stringify(event)).not.toContain('s3cret');
  });

  it('all headers asked for never bring the pseudo-headers', async () => {
    const { expectEvent, client } = start({ dataCollection: { httpHeaders: { request: true } } });
    const session = await connect(await listen(create((_id, _body, end) => end(captureMessage('seen')))));
    await get(session, '/orders?page=2', { 'x-mine': '1' });
    await client.flush();
    const { headers } = expectEvent('seen').request ?? {};
    expect(headers).toMatchObject({ 'x-mine': '1' });
    expect(Object.keys(headers ?? {}).filter(name => name.startsWith(':'))).toEqual([]);
  });

  it('keeps the body only where asked, once', async () => {
    const { expectEvent, client } = start({ integrations: [httpIntegration({ maxRequestBodySize: 'small' })] });
    const server = create((_id, body, end) => body.on('data', () => {}).on('end', () => end(captureMessage('seen'))));
    const session = await connect(await listen(server));
    await get(session, '/', { ':method': 'POST', 'content-type': 'application/json' }, '{"name":"a"}');
    await client.flush();
    expect(expectEvent('seen').request?.data).toEqual({ name: 'a' });
  });

  it('seals the context 30 s after the stream closed', async () => {
    const { expectEvent, client, clock } = start();
    let late: (() => void) | undefined;
    let hub: ReturnType<typeof getCurrentHub> | undefined;
    const server = create((id, body, end) => {
      setUser({ id });
      hub = getCurrentHub();
      late = hub.bind(() => captureMessage('late'));
      body.resume();
      end('ok');
    });
    const session = await connect(await listen(server));
    await get(session, '/a');
    await expect.poll(() => (hub as unknown as { closedAt: number }).closedAt).toBeGreaterThan(0);
    await clock.advance(30_000);
    late?.();
    await client.flush();
    const event = expectEvent('late');
    for (const gone of ['user', 'request', 'transaction']) expect(event).not.toHaveProperty(gone);
  });

  it('a stream that the client resets stays in its context to the end', async () => {
    start();
    const found: unknown[] = [];
    const server = create((id, body) => {
      setUser({ id });
      for (const event of ['aborted', 'error', 'close']) body.on(event, () => found.push([event, whose()]));
    });
    const session = await connect(await listen(server));
    for (const path of ['/a', '/b']) {
      const stream = session.request({ ':path': path, ':method': 'POST' });
      stream.on('error', () => {});
      stream.write('x');
      await expect.poll(() => stream.pending).toBe(false);
      await later(5);
      stream.close(http2.constants.NGHTTP2_CANCEL);
      await expect.poll(() => found.some(each => `${each}` === `close,${path}`)).toBe(true);
    }
    for (const each of found as unknown[][]) expect(['/a', '/b']).toContain(each[1]);
  });
});

it('https that speaks both protocols isolates each', async () => {
  const { events, client } = start();
  const server = http2.createSecureServer({ ...certificate, allowHTTP1: true }, (message, response) => {
    setUser({ id: message.url });
    message.resume().on('end', () => response.end(captureMessage(message.url)));
  });
  const port = await listen(server);
  const session = await connect(port, { ca: certificate.cert, servername: 'localhost' });
  const old = (path: string) =>
    new Promise(done =>
      https.get({ port, host: '127.0.0.1', path, ca: certificate.cert, agent: false }, answer => answer.resume().on('end', done)),
    );
  await Promise.all(Array.from({ length: 20 }, (_, at) => (at % 2 ? get(session, `/${at}`) : old(`/${at}`))));
  await client.flush();
  expect(events()).toHaveLength(20);
  for (const event of events()) expect([event.user?.id, event.request?.url]).toEqual([event.message, expect.stringMatching(/^https:\/\//)]);
});

it('a push stream and what follows on the session belong to nobody else', async () => {
  start();
  const server = http2.createServer().on('stream', (stream, headers) => {
    setUser({ id: headers[':path'] });
    stream.pushStream({ ':path': '/pushed' }, (_error, pushed) => {
      pushed.respond({ 'x-user': `${whose()}` });
      pushed.end();
    });
    stream.end(`${whose()}`);
  });
  const session = await connect(await listen(server));
  const pushed = once(session, 'stream').then(async ([stream]) => (await once(stream, 'push'))[0]);
  expect((await get(session, '/a')).text).toBe('/a');
  expect((await pushed)['x-user']).toBe('/a');
});

it('close() puts back every emit; a server made before, and a stream still open, go on without a context', async () => {
  const { client } = start();
  let during: unknown;
  const server = http2.createServer(async (message, response) => {
    if (message.url === '/a') during = carrier().port?.get();
    await once(message.resume(), 'end');
    response.end(`${message.url} ${typeof carrier().port?.get()}`);
  });
  const session = await connect(await listen(server));
  const open = session.request({ ':path': '/a', ':method': 'POST' });
  await expect.poll(() => during).toBeDefined();
  await client.close();
  open.end();
  expect(Buffer.concat(await open.toArray()).toString()).toBe('/a undefined');
  const answer: Answer = await get(session, '/b');
  expect(answer.text).toBe('/b undefined');
  for (const { prototype } of [http2.Http2ServerRequest, http2.Http2ServerResponse]) expect(Object.hasOwn(prototype, 'emit')).toBe(false);
});
