import { createHook } from 'node:async_hooks';
import { once } from 'node:events';
import http2 from 'node:http2';
import net from 'node:net';
import { setTimeout as later } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { captureMessage, getTraceData, setUser, suppressTracing, withIsolationScope } from '../index';
import { connect, get } from './fixtures/http2Live';
import { listen, start, stopAfter, stopAll, whose } from './fixtures/live';

afterEach(stopAll);

/** A server that answers with the headers it got, made before the SDK starts so that they are as sent. */
async function echo(status = 200): Promise<number> {
  const server = http2.createServer().on('stream', (stream, headers) => {
    const body = JSON.stringify(headers);
    stream.respond({ ':status': status, 'content-length': Buffer.byteLength(body) });
    stream.end(body);
  });
  return listen(server);
}

describe('requests over HTTP/2', () => {
  it("carry the caller's trace and leave a breadcrumb with status, sizes and no query values", async () => {
    const { client, expectEvent } = start();
    const port = await echo(404);
    const session = await connect(port);
    let sent: unknown;
    await withIsolationScope(async () => {
      const { text } = await get(session, '/a?token=s3cret', { ':method': 'PUT', 'content-length': '2' }, 'ab');
      sent = JSON.parse(text);
      expect(sent).toMatchObject(getTraceData());
      captureMessage('after');
    });
    await client.flush();
    const [crumb] = expectEvent('after').breadcrumbs ?? [];
    expect(crumb).toMatchObject({
      category: 'http',
      type: 'http',
      level: 'warning',
      data: {
        'http.request.method': 'PUT',
        status_code: 404,
        request_body_size: 2,
        duration: expect.any(Number),
        response_body_size: JSON.stringify(sent).length,
      },
    });
    expect(crumb?.data?.['url']).toContain(`http://127.0.0.1:${port}/a`);
    expect(JSON.stringify(crumb)).not.toContain('s3cret');
  });

  it('leave the headers they were given as they are, and a trace that stands there too', async () => {
    start();
    const session = await connect(await echo());
    const given = Object.freeze({ ':path': '/', Baggage: 'other=1', 'x-secret': 'a', [http2.sensitiveHeaders]: ['x-secret'] });
    const { text } = await get(session, '/', given);
    expect(JSON.parse(text).baggage).toMatch(/^other=1,sentry-/);
    const own = await get(session, '/', { 'Sentry-Trace': 'mine' });
    expect(JSON.parse(own.text)).toMatchObject({ 'sentry-trace': 'mine' });
    expect(JSON.parse(own.text)).not.toHaveProperty('baggage');
  });

  it('carry the trace only where tracePropagationTargets, suppression and ignoreOutgoingRequests let them', async () => {
    const port = await echo();
    start({ tracePropagationTargets: [`127.0.0.1:${port}/in`] });
    const session = await connect(port);
    const traceOf = async (path: string) => JSON.parse((await get(session, path)).text)['sentry-trace'];
    expect(await traceOf('/in')).toMatch(/^[\da-f]{32}-/);
    expect(await traceOf('/out')).toBeUndefined();
    expect(await suppressTracing(() => traceOf('/in'))).toBeUndefined();
  });

  it('that fail leave a breadcrumb with the code, and the error goes where it would', async () => {
    const { client, expectEvent } = start();
    const free = net.createServer();
    const port = await listen(free);
    await new Promise(done => free.close(done));
    await withIsolationScope(async () => {
      const session = http2.connect(`http://127.0.0.1:${port}`);
      stopAfter(() => session.destroy());
      const [failure] = await Promise.all([
        once(session.request(), 'error').catch(error => [error]),
        once(session, 'error').catch(() => {}),
      ]);
      expect(failure[0]).toBeInstanceOf(Error);
      captureMessage('after');
    });
    await client.flush();
    expect(expectEvent('after').breadcrumbs).toMatchObject([
      { level: 'error', data: { error: 'ECONNREFUSED', url: `http://127.0.0.1:${port}/` } },
    ]);
  });

  it("asked while the session still connects are answered in their callers' contexts, not in that of whoever opened it", async () => {
    start();
    const port = await echo();
    let session: http2.ClientHttp2Session | undefined;
    const asks = Array.from({ length: 50 }, (_, id) =>
      withIsolationScope(async () => {
        setUser({ id });
        session ??= http2.connect(`http://127.0.0.1:${port}`);
        const stream = session.request({ ':path': `/${id}` });
        const seen: unknown[] = [];
        for (const event of ['response', 'data', 'end', 'close']) stream.on(event, () => seen.push(whose()));
        await once(stream, 'close');
        await later(1);
        return seen.every(each => each === id) && seen.length >= 4;
      }),
    );
    stopAfter(() => session?.destroy());
    expect(await Promise.all(asks)).toEqual(asks.map(() => true));
  });

  it('are the original again after close()', async () => {
    const { client } = start();
    const session = await connect(await echo());
    const stream = session.request();
    const ours = Object.getPrototypeOf(session).request;
    await once(stream.resume(), 'close');
    await client.close();
    expect(Object.getPrototypeOf(session).request).not.toBe(ours);
    expect(Object.hasOwn(Object.getPrototypeOf(stream), 'emit')).toBe(false);
    expect(JSON.parse((await get(session, '/')).text)).not.toHaveProperty('sentry-trace');
  });
});

it('to learn of them opens nothing that what looks for open handles would name', () => {
  const made: string[] = [];
  const hook = createHook({ init: (_id, type) => void made.push(type) }).enable();
  start();
  hook.disable();
  expect(made.filter(type => /HTTP2|STREAM|WRITEWRAP/.test(type))).toEqual([]);
});
