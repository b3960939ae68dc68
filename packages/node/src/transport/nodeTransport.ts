import { AsyncResource } from 'node:async_hooks';
import type { OutgoingHttpHeaders } from 'node:http';
import {
  type Envelope,
  headersPerSend,
  keepAliveWhile,
  quietly,
  serializeEnvelope,
  type Transport,
  type TransportOptions,
  type TransportResponse,
  within,
} from '@vigil/core';
import { gzip } from './gzip';
import type { NodeTransportOptions } from './nodeTransportOptions';
import { post } from './post';
import { openWire, type Wire } from './wire';

/** Protocol section 2.4: below this, compressing costs more than it saves. */
const COMPRESS_ABOVE = 32_768;

function headersFor(envelope: Envelope, options: NodeTransportOptions): OutgoingHttpHeaders {
  const { name, version } = envelope[0].sdk ?? {};
  const headers: OutgoingHttpHeaders = { 'user-agent': `${name ?? 'vigil.javascript.node'}/${version ?? '0'}` };
  for (const [key, value] of Object.entries(options.headers ?? {})) headers[key.toLowerCase()] = value;
  headers['content-type'] ??= 'application/x-sentry-envelope';
  return headers;
}

async function sendOver(wire: Wire, envelope: Envelope, options: NodeTransportOptions): Promise<TransportResponse> {
  const headers = { ...headersFor(envelope, options), ...wire.headers };
  let body = serializeEnvelope(envelope);
  const bytes = Buffer.byteLength(body);
  const packed = bytes > (options.compressAbove ?? COMPRESS_ABOVE) ? await gzip(body) : undefined;
  if (packed) {
    body = packed;
    headers['content-encoding'] = 'gzip';
  }
  headers['content-length'] = packed ? packed.byteLength : bytes;
  return post(wire, headers, body);
}

/** True when all of it settled within `timeout` milliseconds; undefined, negative or NaN waits for as long as it takes. */
function settledWithin(pending: Iterable<Promise<unknown>>, timeout: number | undefined): Promise<boolean> {
  const all = Promise.allSettled(pending).then(() => true);
  if (typeof timeout !== 'number' || !(timeout >= 0)) return all;
  return within(all, timeout).catch(() => false);
}

/**
 * Sends over `node:http` or `node:https` with a keep-alive agent of at most 30 sockets. Nothing is loaded or opened before the first
 * send, and nothing it opens keeps the process alive but a `flush()` that is waited for. `send` resolves with the status and the
 * rate-limit headers, and rejects on a network error or after `timeoutMs` (10,000). `headers` may be a function, sync or async. More
 * options: `NodeTransportOptions`.
 */
export function makeNodeTransport(options: TransportOptions): Transport {
  // without any it has no address: a send rejects, nothing else does
  return headersPerSend(openTransport, options ?? {});
}

function openTransport(options: TransportOptions): Transport {
  const own = options as NodeTransportOptions;
  // Sockets of an agent outlive the request that opened them: opened in the context of now, they would keep it, and its user, alive.
  const root = new AsyncResource('VigilTransport', { requireManualDestroy: true });
  // It is no more than that context: nothing is open, and what looks for open handles (Jest) would name it as long as the client lives.
  root.emitDestroy();
  const pending = new Set<Promise<unknown>>();
  let wire: Promise<Wire> | undefined;

  const send = async (envelope: Envelope): Promise<TransportResponse> => {
    wire ??= openWire(own);
    return sendOver(await wire, envelope, own);
  };
  return {
    send(envelope) {
      const sending = root.runInAsyncScope(() => quietly(() => send(envelope)));
      const settled = (): void => void pending.delete(sending);
      pending.add(sending);
      sending.then(settled, settled);
      return sending;
    },
    flush(timeout) {
      return pending.size ? keepAliveWhile(settledWithin(pending, timeout)) : Promise.resolve(true);
    },
  };
}
