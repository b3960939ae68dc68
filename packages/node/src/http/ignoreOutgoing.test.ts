import { once } from 'node:events';
import http from 'node:http';
import http2 from 'node:http2';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { captureMessage, type HttpOptions, httpIntegration, nativeNodeFetchIntegration } from '../index';
import { listen, request, start, stopAfter, stopAll } from './fixtures/live';

afterEach(stopAll);

type Filter = NonNullable<HttpOptions['ignoreOutgoingRequests']>;
const host = '127.0.0.1';
const traced: http.RequestListener = (message, response) => response.end(String(message.headers['sentry-trace']));
const begin = (ignoreOutgoingRequests: Filter) => start({ integrations: [httpIntegration({ ignoreOutgoingRequests })] });

describe('ignoreOutgoingRequests', () => {
  it.each<[string, (port: number) => http.RequestOptions, object]>([
    ['an object', port => ({ port, headers: { 'X-Internal': '1' } }), {}],
    ['a flat array', port => ({ port, headers: ['X-Internal', '1', 'Host', `${host}:${port}`] }), {}],
    [
      'a flat array that repeats itself',
      port => ({ port, headers: ['X-Internal', '1', 'X-Internal', '2'] }),
      { port: undefined, values: ['1', '2'] },
    ],
    ['a Host of its own', port => ({ port, headers: { 'X-Internal': '1', Host: 'inner.example' } }), { port: undefined }],
  ])('is asked with the options of the request, whose headers are %s', async (_name, options, differs) => {
    const seen: unknown[] = [];
    begin((url, given) => {
      const { method, protocol, hostname, port, path, headers } = given;
      seen.push({
        url,
        method,
        protocol,
        host: given.host,
        hostname,
        port,
        path,
        values: (headers as http.OutgoingHttpHeaders)['x-internal'],
      });
      return true;
    });
    const port = await listen(http.createServer({ requireHostHeader: false }, traced));
    expect((await request(port, { host, method: 'PUT', path: '/a?b=1', ...options(port) })).body).toBe('undefined');
    const url = expect.stringContaining('/a?b=1');
    expect(seen).toEqual([{ url, method: 'PUT', protocol: 'http:', host, hostname: host, port, path: '/a?b=1', values: '1', ...differs }]);
  });

  it('knows the port that goes without saying, and none where a proxy is asked', async () => {
    const seen: unknown[] = [];
    begin((_url, { hostname, port }) => seen.push([hostname, port]) > 0);
    const port = await listen(http.createServer(traced));
    await request(port, { host, path: 'http://target.example/a' });
    const unsent = http.get({ host: 'plain.invalid', lookup: () => {} });
    unsent.on('error', () => {}).destroy();
    expect(seen).toContainEqual([host, undefined]);
    expect(seen).toContainEqual(['plain.invalid', 80]);
  });

  it('can ask it what a request of Node answers too', async () => {
    begin((_url, asked) => (asked as http.ClientRequest).getHeader('x-internal') === '1' && asked instanceof http.ClientRequest);
    const port = await listen(http.createServer(traced));
    expect((await request(port, { headers: { 'X-Internal': '1' } })).body).toBe('undefined');
    expect((await request(port)).body).not.toBe('undefined');
  });

  it('gets copies: what it changes there, the request does not say', async () => {
    begin((_url, asked) => {
      Object.assign(asked.headers as object, { 'x-added': '1' });
      asked.method = 'DELETE';
      return false;
    });
    const port = await listen(http.createServer((message, response) => response.end(`${message.method} ${message.headers['x-added']}`)));
    expect((await request(port)).body).toBe('GET undefined');
  });

  it('is asked with the same of a request over HTTP/2', async () => {
    const seen: unknown[] = [];
    begin((url, { method, protocol, host, hostname, port, path, headers }) => {
      seen.push([url, method, protocol, host, hostname, port, path, (headers as http.OutgoingHttpHeaders)['x-internal']]);
      return true;
    });
    const server = http2.createServer((_message, response) => response.end());
    const port = await listen(server);
    const session = http2.connect(`http://${host}:${port}`);
    stopAfter(() => session.destroy());
    for (const headers of [{ ':path': '/a?b=1', 'X-Internal': '1' }, undefined]) {
      const stream = session.request(headers);
      stream.resume();
      await once(stream, 'close');
    }
    const url = `http://${host}:${port}`;
    expect(seen).toEqual([
      [`${url}/a?b=1`, 'GET', 'http:', host, host, port, '/a?b=1', '1'],
      [`${url}/`, 'GET', 'http:', host, host, port, '/', undefined],
    ]);
  });

  const filters: Record<string, () => unknown> = {
    throws: () => JSON.parse('{'),
    'answers with a promise': async () => true,
    'answers with a promise that rejects': () => Promise.reject(new Error('late')),
  };
  it.each(Object.entries(filters))('that %s says so once, and nothing is ignored', async (_name, filter) => {
    const warn = vi.fn();
    const ignoreOutgoingRequests = filter as () => boolean;
    start({
      logger: { warn },
      integrations: [httpIntegration({ ignoreOutgoingRequests }), nativeNodeFetchIntegration({ ignoreOutgoingRequests })],
    });
    const port = await listen(http.createServer(traced));
    for (const _again of [1, 2]) {
      expect((await request(port)).body).toMatch(/^[\da-f]{32}-/);
      expect(await (await fetch(`http://${host}:${port}/`)).text()).toMatch(/^[\da-f]{32}-/);
    }
    expect(warn.mock.calls).toEqual([[expect.stringContaining('V041 ignoreOutgoingRequests threw, or gave')]]);
  });
});

it('ignoreIncomingRequests that throws says so once, and nothing is ignored', async () => {
  const warn = vi.fn();
  const kit = start({ logger: { warn }, integrations: [httpIntegration({ ignoreIncomingRequests: () => JSON.parse('{') })] });
  const port = await listen(http.createServer((_message, response) => response.end(captureMessage('here'))));
  for (const _again of [1, 2]) await request(port, { path: '/a' });
  await kit.client.flush();
  expect(kit.events()).toMatchObject([{ request: { method: 'GET' } }, { request: { method: 'GET' } }]);
  expect(warn.mock.calls).toEqual([[expect.stringContaining('V041 ignoreIncomingRequests threw, or gave')]]);
});
