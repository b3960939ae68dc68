import http from 'node:http';
import https from 'node:https';
import { afterEach, describe, expect, it } from 'vitest';
import {
  captureMessage,
  type Event,
  getIsolationScope,
  httpIntegration,
  type Integration,
  inRequestContext,
  type NodeOptions,
  requestDataIntegration,
  setTag,
  setUser,
} from '../index';
import { certificate } from './fixtures/certificate';
import { connect, listen, request, start, stopAll } from './fixtures/live';

afterEach(stopAll);

interface Shot {
  line?: string;
  headers?: string[];
  body?: string;
  handle?(message: http.IncomingMessage, response: http.ServerResponse): void;
}

/** The event that a handler captures during one request, written byte by byte as given. */
async function eventOf(
  { line = 'GET /', headers = ['Host: api.example.com'], body = '', handle }: Shot,
  options: NodeOptions = {},
): Promise<Event> {
  const { client, events } = start(options);
  const server = http.createServer({ maxHeaderSize: 4_000_000 }, (message, response) => {
    message.resume().on('end', () => {
      handle?.(message, response);
      captureMessage('here');
      response.end('done');
    });
  });
  const peer = await connect(await listen(server));
  await peer.send(`${line} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n${body}`);
  await peer.until(/done/);
  await client.flush();
  await client.close();
  return events()[0] ?? {};
}
const withHeaders = (...more: string[]) => ['Host: api.example.com', ...more];
const sized = (type: string, body: string): Shot => ({
  line: 'POST /',
  headers: withHeaders(`Content-Type: ${type}`, `Content-Length: ${Buffer.byteLength(body, 'latin1')}`),
  body,
});

describe('the request of an event', () => {
  it('is method, url, names of the query and harmless headers', async () => {
    const event = await eventOf({
      line: 'DELETE /users/7?token=hidden&page=2#x',
      headers: withHeaders(
        'User-Agent: tests',
        'Accept: */*',
        'X-Request-Id: r-1',
        'Authorization: Bearer hidden',
        'Cookie: sid=hidden',
        'X-Customer-Email: hidden@example.com',
        'X-Forwarded-For: 203.0.113.9',
      ),
    });
    expect(event.request).toEqual({
      method: 'DELETE',
      url: 'http://api.example.com/users/7',
      query_string: 'token=[Filtered]&page=[Filtered]',
      headers: { host: 'api.example.com', 'user-agent': 'tests', accept: '*/*', 'x-request-id': 'r-1' },
    });
    expect(event).toMatchObject({ transaction: 'DELETE /users/7', transaction_info: { source: 'url' }, tags: { request_id: 'r-1' } });
    expect(event).not.toHaveProperty('user');
    expect(JSON.stringify(event)).not.toMatch(/hidden|203\.0\.113|127\.0\.0\.1/);
  });

  it('is https where the connection is', async () => {
    const { client, expectEvent } = start({ tracePropagationTargets: [] });
    const port = await listen(https.createServer(certificate, (_message, response) => void response.end(captureMessage('here'))));
    await new Promise(done =>
      https.get({ port, host: '127.0.0.1', ca: certificate.cert, agent: false }, answer => answer.resume().on('end', done)),
    );
    await client.flush();
    expect(expectEvent('here').request?.url).toBe(`https://127.0.0.1:${port}/`);
  });

  it.each([
    ['a router shortened it', { originalUrl: '/api/users?q=1', url: '/users?q=1' }],
    ['a proxy wrote another one', { url: '/v2/people' }],
    ['what stands before Express did', { originalUrl: '/api/users/.websocket?q=1', url: '/api/users/.websocket?q=1' }],
  ])('is what the client asked for where %s', async (_by, written) => {
    const event = await eventOf({ line: 'GET /api/users?q=1', handle: message => void Object.assign(message, written) });
    expect(event).toMatchObject({
      transaction: 'GET /api/users',
      request: { url: 'http://api.example.com/api/users', query_string: 'q=[Filtered]' },
    });
  });

  it('is the whole original where the context began within a router', async () => {
    const kit = start({ integrations: each => each.filter(({ name }) => name !== 'Http') });
    const handle: http.RequestListener = (message, response) => {
      Object.assign(message, { originalUrl: '/api/users?q=1', url: '/users?q=1' });
      inRequestContext(message, response, () => response.end(captureMessage('within')));
    };
    const port = await listen(http.createServer(handle));
    await request(port, { path: '/api/users?q=1' });
    await kit.client.flush();
    expect(kit.expectEvent('within').request?.url).toBe(`http://127.0.0.1:${port}/api/users`);
  });

  it('is the path of an absolute one', async () => {
    expect((await eventOf({ line: 'GET http://user:pw@proxied.example/a?b=1' })).request).toMatchObject({
      url: 'http://api.example.com/a',
      query_string: 'b=[Filtered]',
    });
  });

  it.each(['a b', 'user@host', 'x/../y', '"><script>', `${'a'.repeat(300)}.com`, 'host:port'])(
    'has no host where the header is none: %s',
    async host => {
      expect((await eventOf({ line: 'GET /a', headers: [`Host: ${host}`] })).request?.url).toBe('/a');
    },
  );

  it('has the status once it is sent', async () => {
    expect((await eventOf({})).contexts?.['response']).toBeUndefined();
    const event = await eventOf({ handle: (_message, response) => void response.writeHead(418).write('x') });
    expect(event.contexts?.['response']).toEqual({ status_code: 418 });
    const sized = await eventOf({ handle: (_message, response) => void response.setHeader('Content-Length', '7').write('x') });
    expect(sized.contexts?.['response']).toEqual({ status_code: 200, body_size: 7 });
  });

  it('gives way to what the application set', async () => {
    const event = await eventOf(
      {
        headers: withHeaders('X-Request-Id: theirs'),
        handle: () => {
          setTag('request_id', 'mine');
          setUser({ id: 1, ip_address: '10.1.1.1' });
          getIsolationScope().setTransactionName('my name');
        },
      },
      { sendDefaultPii: true },
    );
    expect(event).toMatchObject({ tags: { request_id: 'mine' }, user: { id: 1, ip_address: '10.1.1.1' }, transaction: 'my name' });
  });

  it('is taken from the headers that requestIdHeaders names', async () => {
    const options = { integrations: [httpIntegration({ requestIdHeaders: ['X-Amzn-Trace-Id', 'x-request-id'] })] };
    expect((await eventOf({ headers: withHeaders('X-Request-Id: b', 'x-amzn-trace-id: a') }, options)).tags).toEqual({ request_id: 'a' });
    expect((await eventOf({ headers: withHeaders('X-Request-Id: b') }, options)).tags).toEqual({ request_id: 'b' });
  });

  it('is nothing for an ignored request, which is isolated all the same', async () => {
    const paths: string[] = [];
    const ignoreIncomingRequests = (path: string) => paths.push(path) > 0;
    const event = await eventOf(
      { line: 'GET /health?x=1', handle: () => setUser({ id: 1 }) },
      { integrations: [httpIntegration({ ignoreIncomingRequests })] },
    );
    expect(event).toMatchObject({ user: { id: 1 } });
    expect(event).not.toHaveProperty('request');
    expect(event).not.toHaveProperty('transaction');
    expect(paths).toEqual(['/health?x=1']);
  });
});

describe('what dataCollection lets in', () => {
  const shot: Shot = {
    line: 'GET /?page=2&q=a',
    headers: withHeaders('X-Own: 1', 'X-Other: 2', 'X-Forwarded-For: 203.0.113.9, 10.0.0.1', 'Cookie: theme=dark; lang=de'),
  };

  it("sendDefaultPii: headers, cookies, query values, the client's address", async () => {
    const { request, user } = await eventOf(shot, { sendDefaultPii: true });
    expect(request).toMatchObject({
      query_string: 'page=2&q=a',
      cookies: { theme: 'dark', lang: 'de' },
      headers: { 'x-own': '1', 'x-forwarded-for': expect.any(String) },
    });
    expect(request?.headers).not.toHaveProperty('cookie');
    expect(user).toEqual({ ip_address: '203.0.113.9' });
  });

  it.each([
    ['203.0.113.7:51234', '203.0.113.7'],
    ['[2001:db8::1]:443', '2001:db8::1'],
    ['[2001:db8::1]', '2001:db8::1'],
    ['fe80::1%eth0', 'fe80::1'],
    ['203.0.113.7:http', '127.0.0.1'],
  ])('an address is told without port and interface: %s', async (header, address) => {
    const { user } = await eventOf({ line: 'GET /', headers: withHeaders(`X-Forwarded-For: ${header}`) }, { sendDefaultPii: true });
    expect(user).toEqual({ ip_address: address });
  });

  it('lists match without regard to case', async () => {
    const { request, user } = await eventOf(shot, {
      dataCollection: { httpHeaders: { request: { allow: ['X-OWN'] } }, cookies: { deny: ['Theme'] }, urlQueryParams: { allow: ['PAGE'] } },
    });
    expect(request).toMatchObject({ headers: { 'x-own': '1' }, cookies: { lang: 'de' }, query_string: 'page=2&q=[Filtered]' });
    expect(Object.keys(request?.headers ?? {})).toEqual(['x-own']);
    expect(user).toBeUndefined();
  });

  it('of cookies that people are logged in by the values stay here, unless the rule names them or nothing is scrubbed', async () => {
    const cookie = 'laravel_session=s1; remember_me=s2; __Host-id=s3; connect.sid=s4; theme=dark';
    const login = { ...shot, headers: withHeaders(`Cookie: ${cookie}`) };
    const jarOf = async (options: NodeOptions) => (await eventOf(login, options)).request?.cookies;
    expect(await jarOf({ sendDefaultPii: true })).toEqual({
      laravel_session: '[Filtered]',
      remember_me: '[Filtered]',
      '__Host-id': '[Filtered]',
      'connect.sid': '[Filtered]',
      theme: 'dark',
    });
    expect(await jarOf({ dataCollection: { cookies: { allow: ['laravel_session'] } } })).toEqual({ laravel_session: 's1' });
    expect(await jarOf({ sendDefaultPii: true, scrub: false })).toMatchObject({ remember_me: 's2' });
  });

  it('beats sendDefaultPii, field by field; addresses need userInfo', async () => {
    const { request, user } = await eventOf(shot, {
      sendDefaultPii: true,
      dataCollection: { userInfo: false, cookies: false, urlQueryParams: false },
    });
    expect(request).toMatchObject({ headers: { 'x-other': '2' }, query_string: 'page=[Filtered]&q=[Filtered]' });
    expect(request).not.toHaveProperty('cookies');
    expect(request?.headers).not.toHaveProperty('x-forwarded-for');
    expect(user).toBeUndefined();
  });

  it('include leaves parts out, or asks for them', async () => {
    const off = { url: false, headers: false, query_string: false };
    expect((await eventOf(shot, { integrations: [requestDataIntegration({ include: off })] })).request).toEqual({ method: 'GET' });
    const on = await eventOf(shot, { integrations: [requestDataIntegration({ include: { cookies: true, ip: true } })] });
    expect(on).toMatchObject({ user: { ip_address: '203.0.113.9' }, request: { cookies: { theme: 'dark' } } });
  });
});

describe('hostile headers', () => {
  it('are bounded in number and length, whatever is let in', async () => {
    const many = Array.from({ length: 900 }, (_, at) => `X-${at}: ${'v'.repeat(50)}`);
    const long = [`User-Agent: ${'\xe4'.repeat(1_000_000)}`, `X-Request-Id: ${'i'.repeat(5_000)}`, `Cookie: ${'a=b;'.repeat(9_000)}`];
    const event = await eventOf(
      { line: `GET /${'p'.repeat(9_000)}?${'q'.repeat(9_000)}`, headers: withHeaders(...long, ...many) },
      { sendDefaultPii: true },
    );
    expect(Object.keys(event.request?.headers ?? {}).length).toBeLessThanOrEqual(100);
    expect(event.request?.headers?.['user-agent']).toHaveLength(1_027);
    expect(event.tags?.['request_id']).toHaveLength(200);
    expect(JSON.stringify(event).length).toBeLessThan(60_000);
  });

  it('cannot reach the prototype, and an origin has no path', async () => {
    const event = await eventOf(
      {
        line: 'GET /?__proto__=1',
        headers: withHeaders('__proto__: x', 'Cookie: __proto__=x; a=1', 'Origin: https://user:pw@a.example/path?x=1'),
      },
      { sendDefaultPii: true },
    );
    expect(event.request).toMatchObject({ headers: { origin: 'https://a.example' }, cookies: { a: '1' } });
  });
});

describe('the body', () => {
  const json = '{"user":{"name":"Ada","password":"hidden"},"items":[1,2]}';
  const sizes = (maxRequestBodySize: 'none' | 'small' | 'medium' | 'always') => ({
    integrations: [httpIntegration({ maxRequestBodySize })],
  });
  const dataOf = async (shot: Shot, options: NodeOptions) => (await eventOf(shot, options)).request?.data;

  it('is not kept unless asked for', async () => {
    expect(await dataOf(sized('application/json', json), {})).toBeUndefined();
    expect(await dataOf(sized('application/json', json), sizes('none'))).toBeUndefined();
  });

  it('is kept where dataCollection or sendDefaultPii ask for it', async () => {
    expect(await dataOf(sized('application/json', '[1]'), { sendDefaultPii: true })).toEqual([1]);
    expect(await dataOf(sized('application/json', '[1]'), { dataCollection: { httpBodies: ['incomingRequest'] } })).toEqual([1]);
    expect(await dataOf(sized('application/json', '[1]'), { sendDefaultPii: true, dataCollection: { httpBodies: [] } })).toBeUndefined();
  });

  it.each(['ignoreRequestBody', 'ignoreIncomingRequestBody'] as const)('is not kept where %s says so, or cannot say', async option => {
    const answer = async (path: string, ignore: (url: string, request: http.IncomingMessage) => boolean) => {
      const integrations = [httpIntegration({ maxRequestBodySize: 'always', [option]: ignore })];
      return dataOf({ ...sized('application/json', '[1]'), line: `POST ${path}` }, { integrations });
    };
    const isLogin = (url: string, { method }: http.IncomingMessage) => method === 'POST' && url.includes('/login');
    expect(await answer('/login?a=1', isLogin)).toBeUndefined();
    expect(await answer('/other', isLogin)).toEqual([1]);
    const fail = () => {
      throw new Error('rule');
    };
    expect(await answer('/other', fail)).toBeUndefined();
  });

  it('is kept under the older name of its size', async () => {
    const integrations = [httpIntegration({ maxIncomingRequestBodySize: 'small' })];
    expect(await dataOf(sized('application/json', '[1]'), { integrations })).toEqual([1]);
  });

  it('is data where it is JSON or a form, so that secrets in it are found', async () => {
    expect(await dataOf(sized('application/json; charset=utf-8', json), sizes('small'))).toEqual({
      user: { name: 'Ada', password: '[Filtered]' },
      items: [1, 2],
    });
    expect(await dataOf(sized('application/x-www-form-urlencoded', 'a=1&a=2&pass%77ord=hidden'), sizes('small'))).toEqual({
      a: ['1', '2'],
      password: '[Filtered]',
    });
  });

  it('is text where it is text, and else a size', async () => {
    expect(await dataOf(sized('text/plain', 'hello'), sizes('small'))).toBe('hello');
    expect(await dataOf(sized('application/octet-stream', 'hello'), sizes('small'))).toBe('[application/octet-stream, 5 bytes]');
    expect(await dataOf(sized('application/json', '{"password":"hidden'), sizes('small'))).toBe('[unreadable JSON, 19 bytes]');
    const packed = sized('text/plain', 'not to be read');
    packed.headers?.push('Content-Encoding: gzip');
    expect(await dataOf(packed, sizes('small'))).toBe('[text/plain, gzip, 14 bytes]');
  });

  it.each([
    ['small', 1_000],
    ['medium', 10_000],
    ['always', 1_048_576],
  ] as const)('%s ends after %i bytes with ...', async (size, limit) => {
    let kept = '';
    // before the byte budget of the whole event cuts it further
    const spy: Integration = {
      name: 'Spy',
      processEvent(event) {
        kept = String(event.request?.data);
        return event;
      },
    };
    await eventOf(sized('text/plain', 'x'.repeat(limit + 10)), { integrations: [httpIntegration({ maxRequestBodySize: size }), spy] });
    expect(kept).toMatch(/^x+\.\.\.$/);
    expect(kept).toHaveLength(limit + 3);
    expect(await dataOf(sized('text/plain', 'x'.repeat(900)), sizes(size))).toHaveLength(900);
  });

  it('that is cut is still data, still without its secrets', async () => {
    const long = `{"password":"hidden","list":[{"token":"hidden"},"${'x'.repeat(2_000)}`;
    const data = await dataOf(sized('application/json', `${long}"]}`), sizes('small'));
    expect(data).toMatchObject({ password: '[Filtered]', list: [{ token: '[Filtered]' }, expect.stringMatching(/^x+\.\.\.$/)] });
  });

  it('is what went by, whichever way the application read it', async () => {
    for (const read of [
      async (message: http.IncomingMessage) => {
        for await (const _chunk of message);
      },
      (message: http.IncomingMessage) =>
        new Promise(done =>
          message
            .setEncoding('utf8')
            .on('data', () => {})
            .on('end', done),
        ),
      (message: http.IncomingMessage) =>
        new Promise<void>(done =>
          message.on('readable', () => message.read() === null && message.readableEnded && done()).on('end', () => done()),
        ),
    ]) {
      const { client, expectEvent } = start({ integrations: [httpIntegration({ maxRequestBodySize: 'small' })] });
      const server = http.createServer(async (message, response) => {
        await read(message);
        response.end(captureMessage('read'));
      });
      const peer = await connect(await listen(server));
      await peer.send('POST / HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 6\r\n\r\nabc');
      await peer.send('def');
      await peer.until(/[\da-f]{32}/);
      await client.flush();
      expect(expectEvent('read').request?.data).toBe('abcdef');
      await client.close();
    }
  });
});
