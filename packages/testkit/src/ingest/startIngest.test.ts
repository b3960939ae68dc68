import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { createClient } from '@vigil/core';
import { afterEach, describe, expect, it } from 'vitest';
import type { Ingest, IngestOptions } from './ingestTypes';
import { startIngest } from './startIngest';

const open: Ingest[] = [];
const start = async (options?: IngestOptions) => {
  const ingest = await startIngest(options);
  open.push(ingest);
  return ingest;
};
afterEach(async () => {
  await Promise.all(open.splice(0).map(ingest => ingest.close()));
});

const body = (message = 'hi', id = 'a'.repeat(32)) =>
  `{"event_id":"${id}"}\n{"type":"event"}\n${JSON.stringify({ event_id: id, message })}\n`;
const post = (ingest: Ingest, data: string | Uint8Array<ArrayBuffer> = body(), headers: Record<string, string> = {}) =>
  fetch(`${ingest.url}/api/1/envelope/`, { method: 'POST', body: data, headers });

describe('startIngest', () => {
  it('takes what a client sends over HTTP', async () => {
    const ingest = await start();
    const client = createClient({ dsn: ingest.dsn });
    const id = client.captureException(new TypeError('over the wire'));
    expect((await ingest.waitForEvent('over the wire')).event_id).toBe(id);
    expect(await client.outcome(id, { timeoutMs: 5000 })).toMatchObject({ status: 'sent', httpStatus: 200 });
    expect(ingest.envelopes[0]?.malformed).toBeUndefined();
  });

  it('listens on 127.0.0.1, with a DSN of digits and word characters, and answers as Sentry does', async () => {
    const ingest = await start();
    expect(ingest.dsn).toMatch(/^http:\/\/\w+@127\.0\.0\.1:\d+\/\d+$/);
    const response = await post(ingest);
    expect([response.status, await response.json()]).toEqual([200, { id: 'a'.repeat(32) }]);
  });

  it('records requests: method, path, headers in lower case, bytes as sent', async () => {
    const ingest = await start();
    const zipped = new Uint8Array(gzipSync(body()));
    await post(ingest, zipped, { 'Content-Encoding': 'gzip', 'X-Sentry-Auth': 'Sentry sentry_key=k' });
    expect(ingest.requests).toMatchObject([
      {
        method: 'POST',
        url: '/api/1/envelope/',
        headers: { 'content-encoding': 'gzip', 'x-sentry-auth': 'Sentry sentry_key=k' },
        bytes: zipped.length,
      },
    ]);
  });

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
    ['deflate, gzip', (text: string) => gzipSync(deflateSync(text))],
    ['identity', (text: string) => Buffer.from(text)],
  ])('reads a body in %s', async (encoding, compress) => {
    const ingest = await start();
    await post(ingest, new Uint8Array(compress(body('packed'))), { 'content-encoding': encoding });
    expect(ingest.events().map(event => event.message)).toEqual(['packed']);
  });

  it('keeps what it cannot decode, with the reason, and answers', async () => {
    const ingest = await start();
    expect((await post(ingest, 'rubbish')).status).toBe(200);
    expect((await post(ingest, 'not gzip', { 'content-encoding': 'gzip' })).status).toBe(200);
    expect((await post(ingest, body(), { 'content-encoding': 'rot13' })).status).toBe(200);
    expect(ingest.envelopes.map(envelope => envelope.malformed)).toEqual([
      'the envelope header is not a JSON object: "rubbish"',
      'the body is no gzip: incorrect header check',
      'the body is no rot13: an encoding this server cannot read',
    ]);
    expect(ingest.events()).toEqual([]);
  });

  it('lets a browser in: preflight answered, headers readable, no answer of the plan spent', async () => {
    const ingest = await start({ plan: [429, 200] });
    const preflight = await fetch(ingest.url, {
      method: 'OPTIONS',
      headers: { origin: 'http://shop.example', 'access-control-request-headers': 'x-own, content-type' },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
    expect(preflight.headers.get('access-control-allow-headers')).toBe('x-own, content-type');
    const response = await post(ingest);
    expect(response.status).toBe(429);
    expect(response.headers.get('access-control-expose-headers')).toContain('x-sentry-rate-limits');
  });

  it('takes only POST', async () => {
    const ingest = await start();
    expect((await fetch(ingest.url)).status).toBe(405);
    expect(ingest.envelopes).toEqual([]);
  });

  it('rejects when the port is taken', async () => {
    const ingest = await start();
    await expect(startIngest({ port: Number(new URL(ingest.url).port) })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });
});

describe('plans', () => {
  it('answers one after the other, with headers and body as planned', async () => {
    const ingest = await start({ plan: [{ status: 503, headers: { 'retry-after': '7' }, body: 'down' }, 200] });
    const first = await post(ingest);
    expect([first.status, first.headers.get('retry-after'), await first.text()]).toEqual([503, '7', 'down']);
    expect((await post(ingest)).status).toBe(200);
    expect((await post(ingest)).status).toBe(200);
  });

  it('breaks the connection off on `reset`, after it read the envelope', async () => {
    const ingest = await start({ plan: ['reset', 200] });
    await expect(post(ingest)).rejects.toMatchObject({ cause: { code: 'ECONNRESET' } });
    expect((await post(ingest)).status).toBe(200);
    expect(ingest.events()).toHaveLength(2);
  });

  it('never answers on `hang`', async () => {
    const ingest = await start({ plan: 'hang' });
    const controller = new AbortController();
    const answer = fetch(ingest.url, { method: 'POST', body: body(), signal: controller.signal });
    await ingest.waitForEvent('hi');
    controller.abort();
    await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('waits before the head and drips the body', async () => {
    const ingest = await start({ plan: { body: 'slowly', delayMs: 30, dripMs: 5 } });
    const from = performance.now();
    const response = await post(ingest);
    const head = performance.now() - from;
    expect(await response.text()).toBe('slowly');
    const end = performance.now() - from;
    expect(head).toBeGreaterThanOrEqual(29);
    expect(end).toBeGreaterThanOrEqual(29 + 5 * 5);
  });

  it('asks a function with the number and the items of the request', async () => {
    const asked: unknown[] = [];
    const ingest = await start();
    ingest.respond((n, request) => {
      asked.push([n, request]);
      return n === 1 ? 400 : 200;
    });
    expect([(await post(ingest)).status, (await post(ingest)).status]).toEqual([400, 200]);
    expect(asked[0]).toEqual([1, { url: '/api/1/envelope/', items: ['event'] }]);
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('my plan');
      },
    ],
    ['plans an impossible status', () => 9999],
  ])('answers 500 when the plan %s, and lives on', async (_name, plan) => {
    const ingest = await start({ plan });
    expect((await post(ingest)).status).toBe(500);
    ingest.respond(200);
    expect((await post(ingest)).status).toBe(200);
  });
});

describe('reset and close', () => {
  it('forgets on reset and goes back to its first plan', async () => {
    const ingest = await start({ plan: [503, 200] });
    const { requests, envelopes } = ingest;
    await post(ingest);
    ingest.respond(418);
    ingest.reset();
    expect([requests, envelopes, ingest.events(), ingest.items()]).toEqual([[], [], [], []]);
    expect((await post(ingest)).status).toBe(503);
    expect(requests).toHaveLength(1);
  });

  it('closes at once, whatever is open: idle connections, unanswered requests, half a request, waits', async () => {
    const ingest = await start({ plan: 'hang' });
    const { port } = new URL(ingest.url);
    const idle = connect(Number(port), '127.0.0.1');
    const half = httpRequest(ingest.url, { method: 'POST', headers: { 'content-length': '1000' } });
    const ends = [idle, half].map(stream => new Promise(resolve => stream.on('error', resolve).on('close', resolve)));
    half.write('{"half"');
    const hanging = post(ingest).catch(() => 'broken off');
    await ingest.waitForEvent('hi');
    const waiting = ingest.waitForEvent('never').catch(() => 'told');
    await Promise.all([ingest.close(), ingest.close()]);
    expect(await Promise.all([hanging, waiting])).toEqual(['broken off', 'told']);
    await Promise.all(ends);
    await expect(post(ingest)).rejects.toThrow();
  });

  it('frees the port', async () => {
    const ingest = await start();
    await post(ingest);
    await ingest.close();
    const again = await start({ port: Number(new URL(ingest.url).port) });
    expect(again.url).toBe(ingest.url);
  });

  it('loads no Node module until it is called', async () => {
    const { build } = await import('esbuild');
    const { metafile } = await build({
      entryPoints: [new URL('../index.ts', import.meta.url).pathname],
      bundle: true,
      write: false,
      metafile: true,
      format: 'esm',
      platform: 'node',
      external: ['@vigil/core'],
    });
    const imports = Object.values(metafile.outputs).flatMap(output => output.imports);
    expect(imports.filter(({ path, kind }) => path.startsWith('node:') && kind !== 'dynamic-import')).toEqual([]);
  });
});
