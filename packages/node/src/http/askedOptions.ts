import type { ClientRequest, OutgoingHttpHeaders, RequestOptions } from 'node:http';
import { safely } from '@vigil/core';
import type { Http2Headers } from './http2Headers';
import type { OutgoingUrl } from './outgoingUrl';
import { pairsOf, type Stored } from './storeHeader';

/** Headers that are a list, as `getHeaders` has them. */
function named(pairs: unknown[][]): OutgoingHttpHeaders {
  const headers: Record<string, unknown> = Object.create(null);
  for (const [name, value] of pairs) {
    const key = String(name).toLowerCase();
    headers[key] = key in headers ? [headers[key], value].flat() : value;
  }
  return headers as OutgoingHttpHeaders;
}

const parse = (url: string): URL | undefined => safely(() => new URL(url));
const portOf = (url: URL | undefined): number | undefined => url && (Number(url.port) || (url.protocol === 'https:' ? 443 : 80));

/**
 * What `ignoreOutgoingRequests` is asked with: the options of a request, and behind them the request itself. The port is absent where it
 * is the agent's to know.
 */
export function askedOptions(request: ClientRequest, stored: Stored, { url, hasPort }: OutgoingUrl): RequestOptions {
  const { method, protocol, host, path } = request;
  const port = hasPort && url !== path ? portOf(parse(url)) : undefined;
  const headers = Array.isArray(stored) ? named(pairsOf(stored)) : request.getHeaders();
  return Object.assign(Object.create(request), { method, protocol, host, hostname: host, port, path, headers });
}

/** The same of a request over HTTP/2, pseudo-headers included. */
export function askedHttp2Options(method: string, url: string, given: Http2Headers): RequestOptions {
  const parsed = parse(url);
  const host = parsed?.hostname.replace(/^\[|\]$/g, '');
  const path = parsed && parsed.pathname + parsed.search;
  const headers = named(Array.isArray(given) ? pairsOf(given) : Object.entries(given ?? {}));
  return { method, protocol: parsed?.protocol, host, hostname: host, port: portOf(parsed), path, headers };
}
