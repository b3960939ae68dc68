import { AsyncLocalStorage } from 'node:async_hooks';
import http from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { envelope, ingest, stopAll, stopLater, transportTo } from './fixtures/ingest';
import { isOwn } from './ownMark';

afterEach(stopAll);

describe('connections', () => {
  it('are kept and used again', async () => {
    const { sockets, got, url } = await ingest();
    const transport = transportTo(url);
    for (let nth = 0; nth < 10; nth++) await transport.send(envelope());
    expect(got).toHaveLength(10);
    expect(sockets).toHaveLength(1);
  });

  it('are kept after a long answer too, for it is read to its end', async () => {
    const { sockets, url } = await ingest((_got, response) => response.end('x'.repeat(1_000_000)));
    let ended = 0;
    const httpModule = {
      request: (options: http.RequestOptions, callback: (response: http.IncomingMessage) => void) =>
        http.request(options, callback).on('response', response => response.on('close', () => ended++)),
    };
    const transport = transportTo(url, { httpModule });
    await transport.send(envelope());
    await expect.poll(() => ended).toBe(1);
    await transport.send(envelope());
    expect(sockets).toHaveLength(1);
  });

  it('are at most 30 at a time', async () => {
    const waiting: http.ServerResponse[] = [];
    const { sockets, got, url } = await ingest((_got, response) => void waiting.push(response));
    const transport = transportTo(url);
    const all = Promise.all(Array.from({ length: 100 }, () => transport.send(envelope())));
    await expect.poll(() => got.length).toBe(30);
    const release = setInterval(() => waiting.splice(0).forEach(response => void response.end()), 1);
    stopLater(() => clearInterval(release));
    await all;
    expect(got).toHaveLength(100);
    expect(sockets).toHaveLength(30);
  });

  it('are closed after each send with keepAlive: false', async () => {
    const { sockets, url } = await ingest();
    const transport = transportTo(url, { keepAlive: false });
    await transport.send(envelope());
    await transport.send(envelope());
    expect(sockets).toHaveLength(2);
  });

  it('do not take over the async context of the code that captured', async () => {
    const storage = new AsyncLocalStorage<string>();
    const seen: unknown[] = [];
    const { url } = await ingest();
    const httpModule = {
      request(options: http.RequestOptions, callback: (response: http.IncomingMessage) => void) {
        seen.push(storage.getStore());
        const request = http.request(options, callback);
        request.on('socket', socket => socket.on('close', () => seen.push(storage.getStore())));
        request.on('response', () => seen.push(storage.getStore()));
        return request;
      },
    };
    const transport = transportTo(url, { httpModule, keepAlive: false });
    await storage.run('request A', () => transport.send(envelope()));
    await expect.poll(() => seen.length).toBe(3);
    expect(seen).toEqual([undefined, undefined, undefined]);
  });

  it('leave the caller in its own async context', async () => {
    const storage = new AsyncLocalStorage<string>();
    const { url } = await ingest();
    await storage.run('request A', async () => {
      await transportTo(url).send(envelope());
      expect(storage.getStore()).toBe('request A');
    });
  });

  it('carry our mark, so that instrumentation can pass them by', async () => {
    const { url } = await ingest();
    const marks: boolean[] = [];
    const httpModule = {
      request(options: http.RequestOptions, callback: (response: http.IncomingMessage) => void) {
        const request = http.request(options, callback);
        marks.push(isOwn(options), isOwn(options.agent as object));
        request.on('finish', () => marks.push(isOwn(request)));
        return request;
      },
    };
    await transportTo(url, { httpModule }).send(envelope());
    expect(marks).toEqual([true, true, true]);
    expect(isOwn(http.globalAgent)).toBe(false);
  });
});
