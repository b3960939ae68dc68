import type { ClientHttp2Session } from 'node:http2';
import { mergedHeaders, type TraceHeaders } from '@vigil/core';
import { addToArray, findInArray } from './storeHeader';

/** What `request` of a client session takes: an object, on newer versions of Node a flat array too. */
export type Http2Headers = Record<string, unknown> | readonly unknown[] | undefined;

function find(headers: Http2Headers, name: string): unknown {
  if (Array.isArray(headers)) return findInArray(headers, name);
  const own = Object.keys(headers ?? {}).find(each => each.toLowerCase() === name);
  return own === undefined ? undefined : (headers as Record<string, unknown>)[own];
}

/** What a session was connected to. Node keeps it under symbols of its own. */
function fieldOf(session: ClientHttp2Session, name: string): unknown {
  const key = Object.getOwnPropertySymbols(session).find(({ description }) => description === name);
  return key && (session as unknown as Record<symbol, unknown>)[key];
}

/** Method and absolute URL, as the pseudo-headers say or, where they do not, the session. */
export function http2Target(session: ClientHttp2Session, headers: Http2Headers): { method: string; url: string } {
  const text = (name: string) => (find(headers, name) ?? '') as string;
  const method = `${text(':method') || 'GET'}`;
  const authority = text(':authority') || text('host') || fieldOf(session, 'authority') || '';
  const scheme = text(':scheme') || `${fieldOf(session, 'protocol') ?? (session.encrypted ? 'https:' : 'http:')}`.slice(0, -1);
  return { method, url: `${scheme}://${authority}${method === 'CONNECT' ? '' : text(':path') || '/'}` };
}

/** The headers with ours beside them, in a copy; a trace that is there already stays as it is. */
export function withTraceHeaders(headers: Http2Headers, ours: TraceHeaders): Http2Headers {
  if (Array.isArray(headers)) return addToArray(headers, ours) as readonly unknown[];
  if (find(headers, 'sentry-trace') !== undefined) return headers;
  const added = mergedHeaders(ours, name => find(headers, name));
  // The prototype may be null, and a symbol lists what is sensitive: both are kept.
  const copy: Record<string, unknown> = Object.assign(Object.create(Object.getPrototypeOf(headers ?? {})), headers);
  for (const name of Object.keys(copy)) if (name.toLowerCase() in added) delete copy[name];
  return Object.assign(copy, added);
}
