import { once } from 'node:events';
import http from 'node:http';
import https from 'node:https';
import type net from 'node:net';
import type { Duplex } from 'node:stream';
import { setTimeout as later } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { addBreadcrumb, captureMessage, carrier, getCurrentScope, setUser, withScope } from '../index';
import { takeEscapedHub } from './escapedHub';
import { certificate } from './fixtures/certificate';
import { connect, listen, request, start, stopAfter, stopAll, whose } from './fixtures/live';

afterEach(stopAll);

type Seen = [what: string, owner: string, found: unknown];

/** A server that notes whose context each listener of each request runs in. The owner of a request is its path. */
function watching(
  answer: (request: http.IncomingMessage, response: http.ServerResponse) => unknown = (_request, response) => response.end('ok'),
) {
  const seen: Seen[] = [];
  const handler: http.RequestListener = (message, response) => {
    const owner = message.url ?? '';
    const note = (what: string) => seen.push([what, owner, whose()]);
    seen.push(['begin', '', whose() ?? '']);
    setUser({ id: owner });
    for (const event of ['data', 'end', 'close', 'aborted', 'error']) message.on(event, () => note(`request ${event}`));
    for (const event of ['finish', 'close', 'error']) response.on(event, () => note(`response ${event}`));
    message.on('end', async () => {
      await later(2);
      note('after a timer');
      await answer(message, response);
    });
  };
  const wrong = () => seen.filter(([, owner, found]) => owner !== found);
  const count = (what: string) => seen.filter(([each]) => each === what).length;
  return { handler, seen, wrong, count };
}

/** As other people's instrumentation does: an own `emit` that calls the one it found. */
function patchEmit(prototype: net.Server): void {
  const found = prototype.emit as (...args: unknown[]) => boolean;
  prototype.emit = function (this: net.Server, ...args: unknown[]) {
    return found.apply(this, args);
  };
  stopAfter(() => Reflect.deleteProperty(prototype, 'emit'));
}

const upload = (path: string, length: number) => `POST ${path} HTTP/1.1\r\nHost: a\r\nContent-Length: ${length}\r\n\r\n`;

describe('listeners of a request run in its context', () => {
  it('when the bodies of two requests arrive in turn, packet by packet', async () => {
    start();
    const { handler, wrong, count } = watching();
    const port = await listen(http.createServer(handler));
    const [a, b] = [await connect(port), await connect(port)];
    await a.send(upload('/a', 6));
    await b.send(upload('/b', 6));
    for (const [at, packet] of ['12', '34', '56'].entries()) {
      await a.send(packet);
      await expect.poll(() => count('request data')).toBe(2 * at + 1);
      await b.send(packet);
      await expect.poll(() => count('request data')).toBe(2 * at + 2);
    }
    await Promise.all([a.until(/ok/), b.until(/ok/)]);
    await expect.poll(() => count('response close')).toBe(2);
    expect(wrong()).toEqual([]);
    expect(count('after a timer')).toBe(2);
  });

  it('one after the other on one connection, each beginning without a user', async () => {
    start();
    const { handler, wrong, count } = watching();
    const port = await listen(http.createServer(handler));
    const client = await connect(port);
    for (const path of ['/1', '/2', '/3']) {
      await client.send(`${upload(path, 2)}ab`);
      await client.until(new RegExp(`(?:ok[^]*){${path.slice(1)}}`));
    }
    await expect.poll(() => count('response close')).toBe(3);
    expect(wrong()).toEqual([]);
  });

  it('when requests are pipelined and answered in another order', async () => {
    start();
    const { handler, wrong, count } = watching(async (message, response) => {
      await later(message.url === '/1' ? 30 : 2);
      response.end(`ok${message.url}`);
    });
    const port = await listen(http.createServer(handler));
    const client = await connect(port);
    await client.send(['/1', '/2', '/3'].map(path => `${upload(path, 2)}ab`).join(''));
    const text = await client.until(/ok\/3/);
    await expect.poll(() => count('response close')).toBe(3);
    expect(text.match(/ok\/\d/g)).toEqual(['ok/1', 'ok/2', 'ok/3']);
    expect(wrong()).toEqual([]);
    expect(count('response finish')).toBe(3);
  });

  it('when the upload is broken off', async () => {
    start();
    const { handler, wrong, count } = watching();
    const port = await listen(http.createServer(handler));
    const [a, b] = [await connect(port), await connect(port)];
    await a.send(upload('/a', 100));
    await b.send(`${upload('/b', 100)}12`);
    await a.send('12');
    await expect.poll(() => count('request data')).toBe(2);
    a.socket.destroy();
    b.socket.destroy();
    await expect.poll(() => count('request close')).toBe(2);
    expect(wrong()).toEqual([]);
    expect(count('request aborted')).toBe(2);
    expect(count('request error')).toBe(2);
    expect(count('response close')).toBe(2);
  });

  it('with Expect: 100-continue, with and without a checkContinue listener', async () => {
    start();
    const expecting = upload('/a', 2).replace('\r\n\r\n', '\r\nExpect: 100-continue\r\n\r\n');
    for (const own of [false, true]) {
      const { handler, wrong, count } = watching();
      const server = http.createServer(handler);
      let before: unknown;
      if (own) {
        server.on('checkContinue', (message: http.IncomingMessage, response: http.ServerResponse) => {
          before = carrier().port?.get();
          response.writeContinue();
          server.emit('request', message, response);
          expect(carrier().port?.get()).toBe(before);
        });
      }
      const client = await connect(await listen(server));
      await client.send(expecting);
      await client.until(/100 Continue/);
      await client.send('ab');
      await client.until(/ok/);
      await expect.poll(() => count('response close')).toBe(1);
      expect(wrong()).toEqual([]);
      expect(count('begin')).toBe(1);
      expect(before !== undefined).toBe(own);
    }
  });

  it('with an expectation of another kind', async () => {
    start();
    const { handler, wrong, count } = watching();
    const server = http.createServer(() => expect.unreachable());
    server.on('checkExpectation', handler);
    const client = await connect(await listen(server));
    await client.send(upload('/a', 0).replace('\r\n\r\n', '\r\nExpect: patience\r\n\r\n'));
    await client.until(/ok/);
    await expect.poll(() => count('response close')).toBe(1);
    expect(wrong()).toEqual([]);
    expect(count('response finish')).toBe(1);
  });

  it.each(['upgrade', 'connect'])('for the socket given to %s', async event => {
    start();
    const seen: unknown[] = [];
    const server = http.createServer();
    server.on(event, (message: http.IncomingMessage, socket: Duplex) => {
      const owner = `${message.headers['x-id']}`;
      setUser({ id: owner });
      socket.write('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: test\r\n\r\n');
      socket.on('data', async chunk => {
        seen.push([owner, whose()]);
        await later(2);
        seen.push([owner, whose()]);
        socket.write(`got ${chunk}`);
      });
      socket.on('end', () => socket.end()).on('close', () => seen.push([owner, whose()]));
    });
    const port = await listen(server);
    const clients = await Promise.all([connect(port), connect(port)]);
    const line = event === 'connect' ? 'CONNECT b:1' : 'GET /ws';
    for (const [id, client] of clients.entries()) {
      await client.send(`${line} HTTP/1.1\r\nHost: a\r\nX-Id: ${id}\r\nConnection: Upgrade\r\nUpgrade: test\r\n\r\n`);
      await client.until(/101/);
    }
    for (const client of clients) await client.send('one');
    await Promise.all(clients.map(client => client.until(/got one/)));
    for (const client of clients) client.socket.destroy();
    await expect.poll(() => seen.length).toBe(6);
    expect(seen).toEqual(seen.map(pair => [(pair as string[])[0], (pair as string[])[0]]));
  });

  it.each([false, true])('on an https server, whose emit somebody patched before us: %s', async isPatched => {
    if (isPatched) patchEmit(https.Server.prototype);
    start();
    const { handler, wrong, count } = watching();
    const port = await listen(https.createServer(certificate, handler));
    const outgoing = https.request({ port, host: '127.0.0.1', ca: certificate.cert, method: 'POST', path: '/a', agent: false });
    outgoing.write('12');
    await expect.poll(() => count('request data')).toBe(1);
    outgoing.end('34');
    const [response] = (await once(outgoing, 'response')) as [http.IncomingMessage];
    response.resume();
    await once(response, 'end');
    await expect.poll(() => count('response close')).toBe(1);
    expect([wrong(), whose()]).toEqual([[], undefined]);
    expect(count('request data')).toBe(2);
  });

  it('on an http server whose emit somebody patched before us, who knows the one of net that stood there then', async () => {
    patchEmit(http.Server.prototype);
    const { client } = start();
    const { handler, wrong, count } = watching();
    const port = await listen(http.createServer(handler));
    await request(port, { method: 'POST', path: '/a' }, 'body');
    await expect.poll(() => count('response close')).toBe(1);
    expect([wrong(), whose()]).toEqual([[], undefined]);
    const ours = http.Server.prototype.emit;
    await client.close();
    expect(http.Server.prototype.emit).not.toBe(ours);
  });

  it("for listeners added by once and prepend, with the events' own arguments, this and order", async () => {
    start();
    const calls: unknown[] = [];
    const port = await listen(
      http.createServer((message, response) => {
        setUser({ id: 'me' });
        const second = function (this: unknown, ...args: unknown[]) {
          calls.push(['second', this === message, args, whose()]);
        };
        message.once('mine', second);
        message.prependOnceListener('mine', () => calls.push(['first', whose()]));
        expect(message.listeners('mine')[1]).toBe(second);
        expect(message.emit('mine', 1, 2)).toBe(true);
        expect(message.emit('mine', 1, 2)).toBe(false);
        response.end();
      }),
    );
    await request(port);
    expect(calls).toEqual([
      ['first', 'me'],
      ['second', true, [1, 2], 'me'],
    ]);
  });
});

describe('what a listener throws synchronously', () => {
  it('passes through as the same error, and its context is known to whoever asks at once', async () => {
    start();
    const error = new Error('thrown');
    const found: unknown[] = [];
    const server = http.createServer(() => {
      throw error;
    });
    const port = await listen(
      http.createServer((message, response) => {
        const outer = carrier().port?.get();
        try {
          server.emit('request', message, response);
        } catch (thrown) {
          found.push(thrown === error, takeEscapedHub() === outer, takeEscapedHub());
        }
        try {
          server.emit('request', message, response);
        } catch {
          queueMicrotask(() => found.push(takeEscapedHub()));
        }
        setImmediate(() => response.end());
      }),
    );
    await request(port);
    expect(found).toEqual([true, true, undefined, undefined]);
  });
});

describe('isolation fails closed', () => {
  it('300 mixed requests at once never cross users or breadcrumbs', async () => {
    const { events, client } = start();
    const server = http.createServer(async (message, response) => {
      const id = message.url ?? '';
      setUser({ id });
      const finish = () => {
        addBreadcrumb({ message: id });
        captureMessage(id);
        response.end(id);
      };
      if (id.endsWith('0')) message.on('end', () => setImmediate(finish)).resume();
      else if (id.endsWith('1')) for await (const _chunk of message);
      else if (id.endsWith('2')) message.on('data', () => addBreadcrumb({ message: id })).on('end', () => process.nextTick(finish));
      else await withScope(async () => later(Number(id.slice(1)) % 7));
      if (!/[02]$/.test(id)) finish();
    });
    const port = await listen(server);
    const agent = new http.Agent({ keepAlive: true, maxSockets: 40 });
    await Promise.all(
      Array.from({ length: 300 }, async (_, at) => {
        const body = at % 2 ? 'x'.repeat(at * 300) : '';
        const got = await request(port, { path: `/${at}`, method: body ? 'POST' : 'GET', agent }, body);
        expect(got.body).toBe(`/${at}`);
      }),
    );
    agent.destroy();
    await client.flush();
    expect(events()).toHaveLength(300);
    for (const event of events()) {
      expect(event.user?.id).toBe(event.message);
      expect(event.request?.url).toContain(`:${port}${event.message}`);
      for (const crumb of event.breadcrumbs ?? []) expect(crumb.message).toBe(event.message);
    }
  });

  it("a user set outside any request is on no request's event", async () => {
    const { events, client } = start();
    setUser({ id: 'process' });
    addBreadcrumb({ message: 'start-up' });
    const port = await listen(http.createServer((_message, response) => void response.end(captureMessage('inside'))));
    await request(port);
    captureMessage('outside');
    await client.flush();
    const [inside, outside] = events();
    expect(inside).not.toHaveProperty('user');
    expect(inside?.breadcrumbs).toBeUndefined();
    expect(outside?.user?.id).toBe('process');
  });

  it('outside a request there is no context: listening, connection, clientError, close', async () => {
    start();
    const found: unknown[] = [];
    const look = () => found.push(carrier().port?.get());
    const server = http.createServer((_message, response) => void response.end('ok'));
    for (const event of ['listening', 'connection', 'close']) server.on(event, look);
    server.on('clientError', (_error, socket) => {
      look();
      socket.destroy();
    });
    const client = await connect(await listen(server));
    await client.send('GET / HTTP/1.1\r\nHost: a\r\n\r\n');
    await client.until(/ok/);
    await client.send('garbage\r\n\r\n');
    await once(client.socket, 'close');
    await stopAll();
    expect(found).toEqual([undefined, undefined, undefined, undefined]);
  });

  it("a response to a request of ours is in the caller's context, not in one of its own", async () => {
    start();
    const inner = await listen(http.createServer((_message, response) => void setTimeout(() => response.end('inner'), 5)));
    const port = await listen(
      http.createServer((message, response) => {
        setUser({ id: message.url });
        http.get({ port: inner, host: '127.0.0.1' }, answer => {
          answer.on('data', () => response.write(`${whose()} `)).on('end', () => response.end(`${whose()}`));
        });
      }),
    );
    const got = await Promise.all(['/a', '/b'].map(path => request(port, { path })));
    expect(got.map(({ body }) => body)).toEqual(['/a /a', '/b /b']);
  });

  it('each request has a trace of its own, or the one its headers name', async () => {
    // the client of this test is in the same process and would send its own trace
    start({ tracePropagationTargets: [] });
    const port = await listen(
      http.createServer((_message, response) => void response.end(JSON.stringify(getCurrentScope().getPropagationContext()))),
    );
    const traceId = 'c'.repeat(32);
    const headers = { 'sentry-trace': `${traceId}-${'d'.repeat(16)}-1`, baggage: 'other=1,sentry-release=r' };
    const [first, second, third, w3c] = (
      await Promise.all([
        request(port),
        request(port),
        request(port, { headers }),
        request(port, { headers: { traceparent: `00-${traceId}-${'d'.repeat(16)}-01` } }),
      ])
    ).map(({ body }) => JSON.parse(body));
    expect(first.traceId).not.toBe(second.traceId);
    expect(third).toMatchObject({ traceId, parentSpanId: 'd'.repeat(16), sampled: true, dsc: { release: 'r' } });
    expect(w3c.traceId).toBe(traceId);
  });
});
