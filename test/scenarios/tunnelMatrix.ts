import type { Server } from 'node:http';
import net from 'node:net';
import { gzipSync } from 'node:zlib';
import { createClient, type TunnelOptions } from '@vigil/core';
import { createClient as createNodeClient } from '@vigil/node';
import { type Ingest, startIngest } from '@vigil/testkit';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';

export interface TunnelServer {
  /** Of the tunnel itself. */
  url: string;
  stop(): Promise<unknown>;
  /** What came to the application's own error handler. */
  errors?: unknown[];
}
export interface TunnelTraits {
  /** Something before the tunnel has read the body, to its end. */
  parsed?: boolean;
  /** And undone its compression. */
  unpacked?: boolean;
  /** After the answer the runtime itself takes in, and forgets, what still comes. */
  drained?: boolean;
  /** The runtime closes a socket that is still written to, and the client may see that alone. */
  hasty?: boolean;
}

/** Serves a tunnel that stands at `/tunnel` of a Node server. */
export async function serveTunnel(server: Server, errors: unknown[] = []): Promise<TunnelServer> {
  await new Promise<void>(done => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as net.AddressInfo;
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    server.close();
  };
  return { url: `http://127.0.0.1:${port}/tunnel`, errors, stop };
}

/** What every tunnel does, on sockets: pages' clients on one side, an ingest on the other. */
export function testTunnel(
  name: string,
  start: (options: TunnelOptions) => Promise<TunnelServer>,
  { parsed = false, unpacked = false, drained = false, hasty = false }: TunnelTraits = {},
): void {
  describe(name, () => {
    let ingest: Ingest;
    let server: TunnelServer;
    const post = (
      body: string | Uint8Array<ArrayBuffer>,
      headers: Record<string, string> = { 'content-type': 'text/plain;charset=UTF-8' },
    ) => fetch(server.url, { method: 'POST', body, headers });
    const envelope = (dsn: string, message = 'by hand') => `${JSON.stringify({ dsn })}\n{"type":"event"}\n${JSON.stringify({ message })}`;

    beforeAll(async () => {
      ingest = await startIngest();
      server = await start({ dsns: [ingest.dsn], maxBytes: 100_000, timeoutMs: 60_000 });
    });
    afterAll(async () => {
      expect(server.errors ?? []).toEqual([]);
      await server.stop();
      await ingest.close();
    });
    beforeEach(() => ingest.reset());

    it.each([
      ['a page', createClient],
      ['a server', createNodeClient],
    ])("delivers the events of %s's client", async (_name, create) => {
      const client = create({ dsn: ingest.dsn, tunnel: server.url });
      const id = client.captureException(new Error('in a page'));
      expect(await client.outcome(id)).toMatchObject({ status: 'sent', httpStatus: 200 });
      expect(ingest.events()).toMatchObject([{ event_id: id }]);
      expect(ingest.requests).toMatchObject([
        { method: 'POST', url: expect.stringMatching(/^\/api\/1\/envelope\/\?.*sentry_key=testkit/) },
      ]);
      await client.close();
    });

    it('delivers what is compressed', async () => {
      const client = createNodeClient({ dsn: ingest.dsn, tunnel: server.url, transportOptions: { compressAbove: 1 } });
      const id = client.captureException(new Error('in a page'));
      expect(await client.outcome(id)).toMatchObject({ status: 'sent' });
      expect(ingest.requests[0]?.headers['content-encoding']).toBe(unpacked ? undefined : 'gzip');
      expect(ingest.events()).toMatchObject([{ event_id: id }]);
      await client.close();
    });

    it('brings the answer back: a limit is obeyed', async () => {
      ingest.respond({ status: 429, headers: { 'retry-after': '60', 'x-sentry-rate-limits': '60:error:key' } });
      const response = await post(envelope(ingest.dsn));
      expect([response.status, response.headers.get('retry-after'), response.headers.get('x-sentry-rate-limits')]).toEqual([
        429,
        '60',
        '60:error:key',
      ]);
      const client = createClient({ dsn: ingest.dsn, tunnel: server.url });
      await client.outcome(client.captureMessage('first'));
      expect(await client.outcome(client.captureException(new Error('second')))).toMatchObject({ status: 'rate_limited', attempts: 0 });
      await client.close();
    });

    it.each([
      'application/x-sentry-envelope',
      'text/plain;charset=UTF-8',
      'application/octet-stream',
      'application/json; charset=utf-8x',
      '',
    ])('takes an envelope of the type %j', async type => {
      const response = await post(new TextEncoder().encode(envelope(ingest.dsn)), type ? { 'content-type': type } : {});
      // a parser of the application for its own types may refuse before the tunnel is asked
      expect([200, 400, 415]).toContain(response.status);
      if (!type.includes('json')) expect(ingest.events()).toMatchObject([{ message: 'by hand' }]);
    });

    it('answers 403, 405, 400 and 413 itself', async () => {
      const foreign = await post(envelope('http://testkit@169.254.169.254/1'));
      const got = await fetch(server.url);
      const statuses = [foreign, got, await post('{}\n'), await post(''), await post(envelope(ingest.dsn, 'x'.repeat(100_000)))].map(
        ({ status }) => status,
      );
      expect(statuses).toEqual([403, 405, 400, 400, 413]);
      expect(ingest.requests).toEqual([]);
    });

    if (!hasty)
      it('answers 413 to a client that writes megabytes before it listens', async () => {
        const text = `${JSON.stringify({ dsn: ingest.dsn })}\n${'x'.repeat(4_000_000)}`;
        const stream = () => new Blob([text]).stream();
        const known = await post(text);
        const chunked = await fetch(server.url, {
          method: 'POST',
          body: stream(),
          headers: { 'content-type': 'text/plain' },
          duplex: 'half',
        } as RequestInit);
        expect([known.status, chunked.status]).toEqual([413, 413]);
        expect(ingest.requests).toEqual([]);
      });

    // a body parser reads on to the end, which never comes: what then happens is its own affair
    if (!parsed) {
      const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
      const open = () => {
        const { hostname, port, pathname } = new URL(server.url);
        const socket = net.connect(Number(port), hostname);
        const answer = new Promise<string>(resolve => {
          let all = '';
          socket.on('data', data => {
            all += data;
            if (drained) socket.destroy();
          });
          socket.on('error', () => {});
          socket.on('close', () => resolve(all));
        });
        socket.write(
          `POST ${pathname} HTTP/1.1\r\nHost: a\r\nContent-Type: application/x-sentry-envelope\r\nTransfer-Encoding: chunked\r\n\r\n`,
        );
        return { socket, answer };
      };

      it('answers 413 to a body that is too long and falls silent', async () => {
        const { socket, answer } = open();
        socket.write(chunk + chunk);
        expect(await answer).toMatch(/^HTTP\/1\.1 413 /);
        expect(ingest.requests).toEqual([]);
      });

      it('is done with a body that never ends', async () => {
        const { socket, answer } = open();
        const pump = setInterval(() => socket.write(chunk), 1);
        // who still writes when the socket is closed may be told of that alone
        expect(await answer).toMatch(/^(HTTP\/1\.1 413 |$)/);
        clearInterval(pump);
        expect(ingest.requests).toEqual([]);
      });
    }

    it('looks into a compressed body for its DSN', async () => {
      const type = { 'content-type': 'application/x-sentry-envelope', 'content-encoding': 'gzip' };
      expect((await post(gzipSync(envelope(ingest.dsn)), type)).status).toBe(200);
      expect((await post(gzipSync(envelope('http://testkit@evil.example/1')), type)).status).toBe(403);
      expect(ingest.events()).toMatchObject([{ message: 'by hand' }]);
    });

    it('answers 504 for a server that hangs, 502 for one that breaks off', async () => {
      ingest.respond('hang');
      const impatient = await start({ dsns: [ingest.dsn], timeoutMs: 50 });
      expect((await fetch(impatient.url, { method: 'POST', body: envelope(ingest.dsn) })).status).toBe(504);
      await impatient.stop();
      ingest.respond('reset');
      expect((await post(envelope(ingest.dsn))).status).toBe(502);
    });

    it('hands on neither cookies nor trace headers', async () => {
      await post(envelope(ingest.dsn), { cookie: 'sid=1', authorization: 'Bearer x', 'x-forwarded-for': '203.0.113.7' });
      const names = Object.keys(ingest.requests[0]?.headers ?? {});
      expect(names).toContain('content-type');
      expect(names.filter(each => /cookie|authorization|forwarded|sentry-trace|baggage/.test(each))).toEqual([]);
    });
  });
}
