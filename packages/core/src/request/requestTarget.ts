import type { Collect } from '../client/options';
import { scrubUrl } from '../safe/scrubUrl';
import { collects } from './collect';
import type { IncomingLike } from './requestContext';
import { shorten } from './requestHeaders';

/** What a request is for, in parts. */
export interface RequestTarget {
  /** Without query; with scheme and host where the Host header, or HTTP/2's `:authority`, is one. */
  url: string;
  path: string;
  query: string;
}

const MAX_CHARS = 2_048;
const HOST = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d{1,5})?$/i;

/** `asked`: the `url` of the message when its context began. */
export function readTarget(message: IncomingLike, asked = message.url ?? ''): RequestTarget {
  // Routers of the Connect family cut off what they have matched and keep the whole here, where a context that began within one finds it.
  const { originalUrl } = message as { originalUrl?: unknown };
  const raw = typeof originalUrl === 'string' && originalUrl.endsWith(asked) ? originalUrl : asked;
  const [whole = '', query = ''] = raw.replace(/#.*/s, '').split(/\?(.*)/s, 2);
  // The absolute form, as proxies get it. The host that counts is the Host header's.
  const path = shorten(whole.replace(/^https?:\/\/[^/]*/i, '') || '/', MAX_CHARS);
  const host = String(message.headers[':authority'] ?? message.headers['host'] ?? '');
  const scheme = message.headers[':scheme'] === 'https' || message.socket?.encrypted ? 'https' : 'http';
  const origin = host.length < 256 && HOST.test(host) && path.startsWith('/') ? `${scheme}://${host}` : '';
  return { url: scrubUrl(origin + path), path, query: query.slice(0, MAX_CHARS) };
}

/** The query with every name, and with the values the rule lets in; the scrubber still goes over those. */
export function pickQuery(query: string, rule: Collect): string | undefined {
  if (!query) return undefined;
  if (rule === true) return query;
  return query.replace(/(^|&)([^&=]*)=[^&]*/g, (pair, before: string, name: string) =>
    collects(rule, decoded(name)) ? pair : `${before}${name}=[Filtered]`,
  );
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
