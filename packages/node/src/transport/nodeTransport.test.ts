import { createHook } from 'node:async_hooks';
import http from 'node:http';
import { gunzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { collect, envelope, ingest, listen, ok, stopAll, transportTo } from './fixtures/ingest';

afterEach(stopAll);

describe('a send', () => {
  it('posts the envelope with its type, its length and who sends it', async () => {
    const { got, url } = await ingest();
    await transportTo(url).send(envelope('grüße'));
    expect(got[0]).toMatchObject({ method: 'POST', url: '/api/2/envelope/?sentry_key=k' });
    expect(got[0]?.headers).toMatchObject({
      'content-type': 'application/x-sentry-envelope',
      'content-length': String(got[0]?.body.length),
      'user-agent': 'vigil.javascript.node/1.2.3',
    });
    expect(got[0]?.headers).not.toHaveProperty('content-encoding');
    expect(got[0]?.body.toString().split('\n').slice(1)).toEqual(['{"type":"event"}', '{"message":"grüße"}']);
  });

  it('posts binary payloads byte for byte', async () => {
    const { got, url } = await ingest();
    const bytes = Uint8Array.from({ length: 256 }, (_, at) => at);
    await transportTo(url).send([{}, [[{ type: 'attachment', length: 256, filename: 'a' }, bytes]]]);
    expect(got[0]?.body.subarray(-256).equals(bytes)).toBe(true);
  });

  it.each([200, 429, 500, 413, 302])('resolves with status %i', async status => {
    const { url } = await ingest((_got, response) => response.writeHead(status).end('x'));
    expect(await transportTo(url).send(envelope())).toMatchObject({ statusCode: status });
  });

  it('hands on the rate-limit headers, null where there are none', async () => {
    const { url } = await ingest((_got, response, nth) => {
      if (nth === 1) response.setHeader('Retry-After', '13').setHeader('X-Sentry-Rate-Limits', ['60:error:key', '2700:default']);
      response.end();
    });
    const transport = transportTo(url);
    expect(await transport.send(envelope())).toEqual({
      statusCode: 200,
      headers: { 'retry-after': '13', 'x-sentry-rate-limits': '60:error:key, 2700:default' },
    });
    expect(await transport.send(envelope())).toEqual({ statusCode: 200, headers: { 'retry-after': null, 'x-sentry-rate-limits': null } });
  });

  it('adds the headers of the options in any case', async () => {
    const { got, url } = await ingest();
    await transportTo(url, { headers: { 'X-Team': 'shop', 'User-Agent': 'mine' } }).send(envelope());
    expect(got[0]?.headers).toMatchObject({ 'x-team': 'shop', 'user-agent': 'mine' });
  });

  it('goes through httpModule when there is one', async () => {
    const { got, url } = await ingest();
    const seen: http.RequestOptions[] = [];
    const httpModule = {
      request(options: http.RequestOptions, callback: (response: http.IncomingMessage) => void) {
        seen.push(options);
        return http.request(options, callback);
      },
    };
    await transportTo(url, { httpModule }).send(envelope());
    expect(got).toHaveLength(1);
    expect(seen).toHaveLength(1);
  });

  it('reaches an IPv6 address', async () => {
    const { got, handler } = collect(ok);
    const server = http.createServer(handler);
    const port = await listen(server, '::1');
    await transportTo(`http://[::1]:${port}/x`).send(envelope());
    expect(got[0]?.headers.host).toBe(`[::1]:${port}`);
  });
});

describe('compression', () => {
  it('is gzip above 32 KiB and none up to it', async () => {
    const { got, url } = await ingest();
    const transport = transportTo(url);
    const frame = JSON.stringify(envelope('')[0]).length + '\n{"type":"event"}\n{"message":""}'.length;
    await transport.send(envelope('x'.repeat(32 * 1024 - frame)));
    await transport.send(envelope('x'.repeat(32 * 1024 - frame + 1)));
    expect(got[0]?.headers).not.toHaveProperty('content-encoding');
    expect(got[0]?.body).toHaveLength(32 * 1024);
    expect(got[1]?.headers).toMatchObject({ 'content-encoding': 'gzip', 'content-length': String(got[1]?.body.length) });
    expect(gunzipSync(got[1]?.body as Buffer)).toHaveLength(32 * 1024 + 1);
  });

  it('counts bytes, not characters', async () => {
    const { got, url } = await ingest();
    await transportTo(url).send(envelope('ü'.repeat(17_000)));
    expect(got[0]?.headers['content-encoding']).toBe('gzip');
  });

  it('has a threshold that can be set', async () => {
    const { got, url } = await ingest();
    await transportTo(url, { compressAbove: 10 }).send(envelope());
    await transportTo(url, { compressAbove: Number.POSITIVE_INFINITY }).send(envelope('x'.repeat(100_000)));
    expect(got.map(each => each.headers['content-encoding'])).toEqual(['gzip', undefined]);
  });
});

describe('flush', () => {
  it('is true at once when nothing is under way', async () => {
    expect(await transportTo('http://127.0.0.1:1/').flush(0)).toBe(true);
  });

  it('waits for what is under way', async () => {
    const { got, url } = await ingest((_got, response) => setTimeout(() => response.end(), 30));
    const transport = transportTo(url);
    const sent = transport.send(envelope());
    expect(await transport.flush()).toBe(true);
    expect(got).toHaveLength(1);
    await sent;
  });

  it('is true when what was under way failed: it is no longer under way', async () => {
    const { url } = await ingest((_got, response) => response.destroy());
    const transport = transportTo(url);
    const failed = expect(transport.send(envelope())).rejects.toThrow();
    expect(await transport.flush(5_000)).toBe(true);
    await failed;
  });

  it('is false when the time runs out', async () => {
    const { url } = await ingest(() => {});
    const transport = transportTo(url, { timeoutMs: 2_000 });
    transport.send(envelope()).then(undefined, () => {});
    expect(await transport.flush(20)).toBe(false);
  });
});

it('is no open handle to what looks for them, before and after a send', async () => {
  const made: number[] = [];
  const open = new Set<number>();
  const hook = createHook({
    init(id, type) {
      if (type !== 'VigilTransport') return;
      made.push(id);
      open.add(id);
    },
    destroy: id => void open.delete(id),
  }).enable();
  const { url } = await ingest();
  const transport = transportTo(url);
  // told of in a turn of its own
  await new Promise(resolve => setTimeout(resolve));
  expect([made.length, open.size]).toEqual([1, 0]);
  await transport.send(envelope('a'));
  await transport.flush(1000);
  hook.disable();
  expect([made.length, open.size]).toEqual([1, 0]);
});
