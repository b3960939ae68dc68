import http from 'node:http';
import http2 from 'node:http2';
import { setTimeout as later } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import {
  captureException,
  holdRequestError,
  inRequestContext,
  lastEventId,
  setRequestRoute,
  setRequestUser,
  setUser,
  wrapRequestListener,
} from '../index';
import { connect as connect2, get } from './fixtures/http2Live';
import { connect, listen, request, start, stopAll } from './fixtures/live';

afterEach(stopAll);

const mechanism = 'auto.test';
const values = (events: ReturnType<ReturnType<typeof start>['events']>) => events.map(event => event.exception?.values?.[0]?.value);

/** A server in which a framework caught `error`, then did `answer`. */
async function failing(answer: (response: http.ServerResponse, id: string, error: Error) => unknown, path = '/users/42') {
  const kit = start();
  const ids: string[] = [];
  const server = http.createServer((message, response) => {
    setUser({ id: 'u1' });
    setRequestRoute(message, '/users/:id');
    const error = new Error(`failed ${message.url}`);
    const id = holdRequestError(message, response, error, { mechanism });
    ids.push(id, lastEventId() ?? '');
    return answer(response, id, error);
  });
  const port = await listen(server);
  return { ...kit, port, ids, ask: () => request(port, { path }) };
}

describe('an error that a framework caught is judged by the response', () => {
  it('500: reported with its request, user, status and route, under the id the error page shows', async () => {
    const { ask, client, events, ids } = await failing((response, id) => response.writeHead(500).end(id));
    const { body } = await ask();
    await expect.poll(() => events().length).toBe(1);
    await client.flush();
    expect(events()).toMatchObject([
      {
        event_id: body,
        user: { id: 'u1' },
        transaction: 'GET /users/:id',
        transaction_info: { source: 'route' },
        contexts: { response: { status_code: 500 } },
        request: { method: 'GET', url: expect.stringContaining('/users/42') },
        exception: { values: [{ mechanism: { type: mechanism, handled: false } }] },
      },
    ]);
    expect(ids).toEqual([body, body]);
  });

  it('404: not reported', async () => {
    const { ask, client, events } = await failing((response, id) => response.writeHead(404).end(id));
    const { body } = await ask();
    expect(await client.outcome(body)).toMatchObject({ status: 'filtered', by: 'status' });
    expect(events()).toEqual([]);
  });

  it('after the headers: reported, whether the response is ended or destroyed', async () => {
    const kit = start();
    const server = http.createServer((message, response) => {
      response.write('half');
      holdRequestError(message, response, new Error(`${message.url}`), { mechanism });
      if (message.url === '/end') response.end();
      else message.socket.destroy();
    });
    const port = await listen(server);
    await request(port, { path: '/end' });
    await expect(request(port, { path: '/destroy' })).rejects.toThrow();
    await expect.poll(() => values(kit.events())).toEqual(['/end', '/destroy']);
  });

  it.each([
    ['before the headers', '/a', new Error('read failed')],
    ['after the headers', '/half', new Error('read failed')],
    ['by an error that a disconnect might throw too', '/half', Object.assign(new Error('read failed'), { code: 'ECONNRESET' })],
  ])('of a response that the application had destroyed without a word, %s: reported', async (_when, path, error) => {
    const kit = start();
    const server = http.createServer((message, response) => {
      if (message.url === '/half') response.write('half');
      response.destroy();
      holdRequestError(message, response, error, { mechanism });
    });
    await expect(request(await listen(server), { path })).rejects.toThrow();
    await expect.poll(() => values(kit.events())).toEqual(['read failed']);
  });

  it('never answered: reported when the client has had enough', async () => {
    const kit = await failing(() => {});
    const client = await connect(kit.port);
    await client.send('GET /users/1 HTTP/1.1\r\nHost: a\r\n\r\n');
    await expect.poll(() => kit.ids.length).toBe(2);
    client.socket.destroy();
    await expect.poll(() => values(kit.events())).toEqual(['failed /users/1']);
  });

  it('the client left before the throw: an abort', async () => {
    const kit = start();
    let id: string | undefined;
    const server = http.createServer(async (message, response) => {
      await new Promise(done => message.on('error', () => {}).on('close', done));
      id = holdRequestError(message, response, new Error('too late'), { mechanism });
      response.writeHead(500).end();
    });
    const client = await connect(await listen(server));
    await client.send('POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\n12');
    await later(5);
    client.socket.destroy();
    await expect.poll(() => id).toBeDefined();
    await kit.client.flush();
    expect(await kit.client.outcome(`${id}`)).toMatchObject({ status: 'filtered', by: 'status' });
    expect(kit.events()).toEqual([]);
  });

  it('captured by hand too: one event, one id', async () => {
    const { ask, client, events } = await failing((response, id, error) => {
      const byHand = captureException(error);
      response.writeHead(500).end(String(byHand === id));
    });
    expect((await ask()).body).toBe('true');
    await client.flush();
    expect(events()).toHaveLength(1);
  });
});

describe('what is no request', () => {
  const hostile = new Proxy({}, { get: () => expect.fail('read'), set: () => false });
  const none = [undefined, null, 5, 'text', {}, hostile, Object.freeze({ headers: {} })] as never[];

  it('costs an error its judgement, never the report; it is said once', async () => {
    const said: string[] = [];
    const kit = start({ logger: { warn: (text: unknown) => void said.push(String(text)) } });
    const ids = none.map((each, at) => holdRequestError(each, each, new Error(`failed ${at}`), { mechanism }));
    ids.push(holdRequestError({ headers: {} } as never, undefined as never, 'without a response', undefined as never));
    await kit.client.flush();
    expect(kit.events().map(event => event.event_id)).toEqual(ids);
    expect(kit.events()[0]).toMatchObject({ exception: { values: [{ mechanism: { type: mechanism, handled: false } }] } });
    expect(said).toEqual([expect.stringContaining('V020 holdRequestError was given something it cannot take')]);
  });

  it('throws nowhere', () => {
    start();
    for (const each of none) {
      setRequestRoute(each, '/users/:id');
      setRequestUser(each, () => null);
      expect(inRequestContext(each, each, () => 'ran')).toBe('ran');
      expect(wrapRequestListener((_request: object, _response: object) => 'ran')(each, each)).toBe('ran');
    }
  });
});

describe('wrapRequestListener', () => {
  it('holds what a listener of http rejects with, in the context of its request; the rejection goes on', async () => {
    const kit = start();
    const rejected: unknown[] = [];
    const listener = wrapRequestListener(
      async (message: http.IncomingMessage, response: http.ServerResponse) => {
        setUser({ id: message.url });
        await later(2);
        response.writeHead(message.url === '/404' ? 404 : 503).end();
        throw new Error(`${message.url}`);
      },
      { userFromRequest: () => ({ id: 'asked', email: 'a@b.example' }) },
    );
    const port = await listen(
      http.createServer((message, response) => void listener(message, response).catch(error => rejected.push(error))),
    );
    await Promise.all(['/404', '/503'].map(path => request(port, { path })));
    await expect.poll(() => rejected.length).toBe(2);
    await kit.client.flush();
    expect(kit.expectEvent('/503')).toMatchObject({
      user: { id: '/503', email: 'a@b.example' },
      exception: { values: [{ mechanism: { type: 'auto.http.node', handled: false } }] },
    });
  });

  it('of http2 too, and where the Http integration is off', async () => {
    const kit = start({ integrations: defaults => defaults.filter(({ name }) => name !== 'Http') });
    const error = new Error('thrown');
    let passed: unknown;
    const listener = wrapRequestListener((message: http2.Http2ServerRequest, response: http2.Http2ServerResponse) => {
      setUser({ id: message.url });
      response.writeHead(500).end();
      throw error;
    });
    const server = http2.createServer((message, response) => {
      try {
        listener(message, response);
      } catch (thrown) {
        passed = thrown;
      }
    });
    await get(await connect2(await listen(server)), '/a');
    expect(passed).toBe(error);
    await expect.poll(() => kit.events().map(event => event.user?.id)).toEqual(['/a']);
  });
});

it('an error held on an HTTP/2 stream is judged by it', async () => {
  const kit = start();
  const server = http2.createServer().on('stream', (stream, headers) => {
    holdRequestError(stream, stream, new Error(`${headers[':path']}`), { mechanism });
    stream.respond({ ':status': Number(`${headers[':path']}`.slice(1)) });
    stream.end();
  });
  const session = await connect2(await listen(server));
  for (const path of ['/404', '/500']) await get(session, path);
  await expect.poll(() => values(kit.events())).toEqual(['/500']);
});
