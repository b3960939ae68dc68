import http from 'node:http';
import https from 'node:https';
import type net from 'node:net';
import { gunzipSync } from 'node:zlib';
import { decodeEnvelope, type ReceivedEnvelope } from '@vigil/testkit';
import type { Accepted } from './cellTypes';
import type { Fault } from './faults';
import { selfSigned } from './selfSigned';

export interface FaultServer {
  dsn: string;
  accepted: Accepted;
  /** Of attachments, how many were accepted. */
  attachments(): number;
  close(): void;
}

interface Payload {
  event_id?: string;
  sid?: string;
  check_in_id?: string;
  discarded_events?: Array<{ reason: string; quantity: number }>;
  /** Of logs and metrics. */
  items?: Array<{ body?: string; name?: string }>;
}

/** By what the items of an envelope are told apart, each with how many it stands for. */
function marksOf({ items }: ReceivedEnvelope): Array<[mark: string, count: number]> {
  return items.flatMap(({ headers, payload }): Array<[string, number]> => {
    const { event_id, sid, check_in_id, discarded_events, items: entries } = payload as Payload;
    if (headers['type'] === 'client_report') return (discarded_events ?? []).map(({ reason, quantity }) => [reason, quantity]);
    if (entries) return entries.map(({ body, name }) => [body ?? name ?? '', 1]);
    const id = headers['type'] === 'attachment' ? 'attachment' : (sid ?? check_in_id ?? event_id);
    return id ? [[id, 1]] : [];
  });
}

async function readEnvelope(request: http.IncomingMessage): Promise<ReceivedEnvelope> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  return decodeEnvelope(request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body);
}

async function listen(server: net.Server): Promise<number> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as net.AddressInfo).port;
}

/** Below the ports that are given out: one that was let go could be another cell's server by now. */
const NOBODYS_PORT = 2;

/** A server with one fault; for the faults that are none of a server's, the address of nobody. */
export async function startFaultServer({ place, answer, diesAt = 0 }: Fault): Promise<FaultServer> {
  const accepted: Accepted = new Map();
  const attempts = new Map<string, number>();
  const sockets = new Set<net.Socket>();
  let count = 0;
  let attachments = 0;

  const accept = (envelope: ReceivedEnvelope) => {
    for (const [mark, times] of marksOf(envelope)) {
      if (mark === 'attachment') attachments++;
      else accepted.set(mark, (accepted.get(mark) ?? 0) + times);
    }
  };
  const take = async (request: http.IncomingMessage, response: http.ServerResponse) => {
    const { socket } = request;
    if (++count <= diesAt) return void socket.resetAndDestroy();
    // a redirect that is followed: what it finds there takes no envelope
    if (request.method !== 'POST') return void response.end('{}');
    const envelope = await readEnvelope(request);
    const key = marksOf(envelope).join();
    const attempt = (attempts.get(key) ?? 0) + 1;
    attempts.set(key, attempt);
    answer?.({ attempt, count, response, socket, accept: () => accept(envelope) });
  };
  const handler = (request: http.IncomingMessage, response: http.ServerResponse) => void take(request, response).catch(() => {});
  const isSecure = place === 'self-signed';
  const server = isSecure ? https.createServer(selfSigned() ?? {}, handler) : http.createServer(handler);
  server.on('connection', (socket: net.Socket) => {
    sockets.add(socket.on('error', () => {}));
    socket.on('close', () => sockets.delete(socket));
  });
  server.on('tlsClientError', () => {});
  const port = await listen(server);
  const close = () => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  const isNobody = place === 'nobody';
  if (isNobody) close();
  const host =
    place === 'no such host'
      ? 'ingest.invalid'
      : isNobody
        ? `127.0.0.1:${NOBODYS_PORT}`
        : isSecure
          ? `localhost:${port}`
          : `127.0.0.1:${port}`;
  return { dsn: `${isSecure ? 'https' : 'http'}://key@${host}/1`, accepted, attachments: () => attachments, close };
}
