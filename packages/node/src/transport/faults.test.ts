import { once } from 'node:events';
import net from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { envelope, ingest, listen, stopAll, transportTo } from './fixtures/ingest';

afterEach(stopAll);

describe('faults', () => {
  it('rejects when nobody listens', async () => {
    const server = net.createServer();
    const port = await listen(server);
    server.close();
    await once(server, 'close');
    await expect(transportTo(`http://127.0.0.1:${port}/`).send(envelope())).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it.each(['', 'no url', 'ftp://host/x'])('rejects for the address %j, and making the transport does not throw', async url => {
    await expect(transportTo(url).send(envelope())).rejects.toThrow();
  });

  it('rejects for a header nobody can send', async () => {
    const { url } = await ingest();
    await expect(transportTo(url, { headers: { bad: 'a\nb' } }).send(envelope())).rejects.toThrow();
  });

  it('rejects when the server resets a fresh connection, without a second try', async () => {
    const { got, sockets, url } = await ingest(() => sockets.at(-1)?.resetAndDestroy());
    await expect(transportTo(url).send(envelope())).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(got).toHaveLength(1);
  });

  it('tries once more when a kept connection turns out to be closed', async () => {
    const { got, sockets, url } = await ingest((_got, response, nth) => (nth === 2 ? sockets[0]?.resetAndDestroy() : response.end()));
    const transport = transportTo(url);
    await transport.send(envelope('one'));
    expect(await transport.send(envelope('two'))).toMatchObject({ statusCode: 200 });
    expect(got.map(each => each.body.toString().includes('two'))).toEqual([false, true, true]);
    expect(sockets).toHaveLength(2);
  });

  it('tries a kept connection once more only, then rejects', async () => {
    const { got, sockets, url } = await ingest((_got, response, nth) => (nth === 1 ? response.end() : sockets.at(-1)?.resetAndDestroy()));
    const transport = transportTo(url);
    await transport.send(envelope());
    await expect(transport.send(envelope())).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(got).toHaveLength(3);
  });

  it('rejects when no answer comes in time, and lets the connection go', async () => {
    const { sockets, url } = await ingest(() => {});
    await expect(transportTo(url, { timeoutMs: 50 }).send(envelope())).rejects.toThrow('no answer within 50 ms');
    await expect.poll(() => sockets[0]?.destroyed).toBe(true);
  });

  it('resolves with the status of an answer whose body never ends, and lets the connection go', async () => {
    const { sockets, url } = await ingest((_got, response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write('.'), 5);
      response.on('close', () => clearInterval(drip));
    });
    expect(await transportTo(url, { timeoutMs: 100 }).send(envelope())).toMatchObject({ statusCode: 200 });
    await expect.poll(() => sockets[0]?.destroyed).toBe(true);
  });

  it('resolves with the status of an answer that is cut off', async () => {
    const { url } = await ingest((_got, response) => {
      response.writeHead(503, { 'content-length': '1000' });
      response.write('part');
      setTimeout(() => response.destroy(), 20);
    });
    expect(await transportTo(url).send(envelope())).toMatchObject({ statusCode: 503 });
  });

  it('does not send again what was answered on a kept connection that then is reset', async () => {
    const { got, sockets, url } = await ingest((_got, response, nth) => {
      if (nth !== 2) return void response.end();
      response.writeHead(200, { 'content-length': '1000' });
      response.write('part');
    });
    const transport = transportTo(url);
    await transport.send(envelope('one'));
    expect(await transport.send(envelope('two'))).toMatchObject({ statusCode: 200 });
    expect(sockets).toHaveLength(1);
    sockets[0]?.resetAndDestroy();
    await transport.send(envelope('three'));
    await transport.send(envelope('four'));
    expect(got.map(each => /one|two|three|four/.exec(each.body.toString())?.[0])).toEqual(['one', 'two', 'three', 'four']);
  });

  it('rejects when the server talks something else', async () => {
    const server = net.createServer(socket => socket.end('hello\r\n'));
    const port = await listen(server);
    await expect(transportTo(`http://127.0.0.1:${port}/`).send(envelope())).rejects.toThrow();
  });

  it('goes on after a fault', async () => {
    const { url } = await ingest((_got, response, nth) => (nth === 1 ? response.destroy() : response.end()));
    const transport = transportTo(url);
    await expect(transport.send(envelope())).rejects.toThrow();
    expect(await transport.send(envelope())).toMatchObject({ statusCode: 200 });
  });
});
