import type { IncomingMessage, ServerResponse } from 'node:http';
import { createInbox } from '../inbox';
import { nodeModule } from '../nodeModule';
import { createPlanner } from '../plan';
import { decodeBody } from './decodeBody';
import { decodeSecurity, isSecurityUrl } from './decodeSecurity';
import type { Ingest, IngestOptions, ReceivedRequest } from './ingestTypes';
import { listen } from './listen';
import { corsHeaders, writeAnswer } from './writeAnswer';

/** Starts the server. Rejects if the port is taken. It keeps the process alive until `close()`. */
export async function startIngest({ port = 0, host = '127.0.0.1', plan, onEnvelope }: IngestOptions = {}): Promise<Ingest> {
  const { createServer } = nodeModule('node:http') ?? (await import('node:http'));
  const zlib = nodeModule('node:zlib') ?? (await import('node:zlib'));
  const inbox = createInbox();
  const planner = createPlanner(plan);
  const requests: ReceivedRequest[] = [];

  async function receive(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readBody(request);
    const { method = '', url = '', headers } = request;
    requests.push({ method, url, headers: flatHeaders(request), bytes: body.length });
    if (method === 'OPTIONS') return void response.writeHead(204, corsHeaders(headers['access-control-request-headers'])).end();
    if (method !== 'POST') return void response.writeHead(405, { allow: 'POST, OPTIONS' }).end();
    const envelope = isSecurityUrl(url) ? decodeSecurity(url, body) : decodeBody(body, headers['content-encoding'], zlib);
    inbox.add(envelope);
    onEnvelope?.(envelope);
    const items = envelope.items.map(item => String(item.headers.type));
    writeAnswer(response, planner.next({ url, items, eventId: envelope.headers.event_id }));
  }
  const server = createServer((request, response) => {
    receive(request, response).catch(error => refuse(response, error));
  });
  const { close, ...addresses } = await listen(server, port, host);

  return {
    ...addresses,
    requests,
    envelopes: inbox.envelopes,
    events: inbox.events,
    items: inbox.items,
    waitForEvent: function waitForEvent(match, { timeoutMs = 5000 } = {}) {
      return inbox.waitForEvent(match, timeoutMs, waitForEvent);
    },
    respond: planner.respond,
    reset() {
      inbox.reset();
      planner.reset();
      requests.length = 0;
    },
    close() {
      inbox.close();
      return close();
    },
  };
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

function flatHeaders({ headers }: IncomingMessage): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined) flat[name] = Array.isArray(value) ? value.join(', ') : value;
  return flat;
}

/** A plan that throws or plans an impossible status shows up as a failed delivery, not as a dead server. */
function refuse(response: ServerResponse, error: unknown): void {
  if (response.destroyed) return;
  if (response.headersSent) return void response.destroy();
  response.writeHead(500, { 'content-type': 'application/json' }).end(JSON.stringify({ detail: String(error) }));
}
