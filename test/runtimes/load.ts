import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';

/** How a request reads and is answered: in `end` of a body of several packets, at once, half way through a stream, on an upgraded socket. */
export const ways = ['body', 'plain', 'stream', 'upgrade'] as const;
export type RequestWay = (typeof ways)[number];

export interface LoadOptions {
  /** How many requests. */
  count: number;
  /** The ways that the service knows; taken in turn. */
  ways: readonly RequestWay[];
  /** Connections at once; they are kept alive, so that requests follow each other on each. Upgrades have their own. */
  sockets: number;
}
/** One request as it was sent. */
export interface Sent {
  who: string;
  way: RequestWay;
  traceId: string;
}

/** Plain HTTP in: asks a service for `/<way>/<who>?wait=<ms>`, slow and fast in turn, all at once. Resolves when all are answered. */
export async function load(url: string, { count, ways: known, sockets }: LoadOptions): Promise<Sent[]> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: sockets });
  const sent = Array.from({ length: count }, (_, n): Sent => {
    return { who: `who-${n}`, way: known[n % known.length] as RequestWay, traceId: n.toString(16).padStart(32, 'a') };
  });
  await Promise.all(sent.map((each, n) => ask(url, each, (n * 7) % 23, agent)));
  agent.destroy();
  return sent;
}

async function ask(url: string, { who, way, traceId }: Sent, waitMs: number, agent: http.Agent): Promise<void> {
  const path = `/${way}/${who}?wait=${waitMs}`;
  const trace = `${traceId}-${'b'.repeat(16)}-0`;
  if (way === 'upgrade') return upgrade(url, path, trace);
  const headers = { 'sentry-trace': trace, ...(way === 'body' && { 'content-type': 'application/octet-stream' }) };
  const request = http.request(url, { path, agent, method: way === 'body' ? 'POST' : 'GET', headers });
  const answered = new Promise<void>((resolve, reject) => {
    request.on('error', reject);
    // a stream that breaks off ends with an error: it was answered all the same
    request.on(
      'response',
      response =>
        void response
          .on('error', () => {})
          .on('close', resolve)
          .resume(),
    );
  });
  if (way === 'body') {
    for (const part of ['first ', 'second ']) {
      request.write(part);
      await new Promise(setImmediate);
    }
  }
  request.end(way === 'body' ? who : undefined);
  await answered;
}

async function upgrade(url: string, path: string, trace: string): Promise<void> {
  const socket = net.connect(Number(new URL(url).port), '127.0.0.1');
  socket.write(`GET ${path} HTTP/1.1\r\nHost: a\r\nSentry-Trace: ${trace}\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n`);
  await once(socket, 'data');
  socket.end('go').resume();
  await once(socket, 'close');
}
