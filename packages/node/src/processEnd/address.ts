import { type Client, type DsnComponents, envelopeUrl, headersNow } from '@vigil/core';
import { readEnv } from '../env/readEnv';
import { findProxy, type ProxyPlace } from '../proxy/findProxy';
import { makeNodeTransport } from '../transport/nodeTransport';
import type { NodeTransportOptions } from '../transport/nodeTransportOptions';
import { MAX_HEADER_SIZE } from '../transport/wire';

/** Where the Worker posts to and how: what the transport would have done, as data that can be cloned. */
export interface Address {
  url: string;
  headers: Record<string, string>;
  tls: { ca?: NodeTransportOptions['caCerts']; rejectUnauthorized?: false };
  /** Bytes. */
  compressAbove: number;
  /** Of an answer. Bytes. */
  maxHeaderSize: number;
  proxy: ProxyPlace | undefined;
}

const COMPRESS_ABOVE = 32_768;

/**
 * Undefined where only the transport itself knows how to deliver: a custom one, or an `httpModule` of the application's. Neither can be
 * cloned into a Worker, and nothing of them runs to its end in a process that is ending, so their envelopes wait in the spool. Throws
 * where the transport would reject: for a proxy that cannot be used.
 */
export function addressOf(client: Client, dsn: DsnComponents | undefined = client.getDsn()): Address | undefined {
  const { transport, transportOptions, tunnel } = client.getOptions();
  const own = (transportOptions ?? {}) as Partial<NodeTransportOptions>;
  if (!dsn || own.httpModule || (transport && transport !== makeNodeTransport)) return undefined;
  const sdk = `${client.sdk.name}/${client.sdk.version}`;
  const headers: Record<string, string> = { 'user-agent': sdk, 'content-type': 'application/x-sentry-envelope' };
  for (const [key, value] of Object.entries(headersNow(own.headers))) headers[key.toLowerCase()] = String(value);
  const url = envelopeUrl(dsn, sdk, tunnel);
  return {
    url,
    headers,
    proxy: findProxy(new URL(url), own.proxy),
    // The Worker has an empty environment: what Node would have read there at each connection is said by hand.
    tls: {
      ...(own.caCerts && { ca: own.caCerts }),
      ...(readEnv(process.env, 'NODE_TLS_REJECT_UNAUTHORIZED') === '0' && { rejectUnauthorized: false }),
    },
    compressAbove: own.compressAbove ?? COMPRESS_ABOVE,
    maxHeaderSize: MAX_HEADER_SIZE,
  };
}
