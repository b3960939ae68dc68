import type { Collect } from '../client/options';
import { ADDRESS_HEADER } from '../safe/truncateIp';
import { collects } from './collect';
import type { RequestHeaders } from './requestContext';

const HARMLESS: Record<string, true> = {
  accept: true,
  'accept-encoding': true,
  'accept-language': true,
  'cache-control': true,
  'content-length': true,
  'content-type': true,
  host: true,
  origin: true,
  range: true,
  'user-agent': true,
  'x-request-id': true,
  'x-correlation-id': true,
};
const MAX_HEADERS = 100;
const MAX_CHARS = 1_024;

/**
 * The headers an event may carry: those of the list, or those the rule lets in. Cookies never stand here (`cookies` is a field of its
 * own), addresses of people only where user info is collected.
 */
export function pickHeaders(headers: RequestHeaders, rule: Collect | undefined, userInfo: boolean): Record<string, string> {
  const picked: Record<string, string> = {};
  let count = 0;
  for (const name of rule === undefined ? Object.keys(HARMLESS) : Object.keys(headers)) {
    // HTTP/2 has no Host, and its pseudo-headers hold the query too.
    const value = name === 'host' ? (headers['host'] ?? headers[':authority']) : headers[name];
    if (value === undefined || name === 'cookie' || name === '__proto__' || name.startsWith(':')) continue;
    if (rule !== undefined && !(collects(rule, name) && (userInfo || !ADDRESS_HEADER.test(name)))) continue;
    if (++count > MAX_HEADERS) break;
    const text = shorten(String(joined(value)), MAX_CHARS);
    picked[name] = name === 'origin' ? originOnly(text) : text;
  }
  return picked;
}

/** A header as one text, as a client may send it in several lines. */
export function joined(value: string | string[] | undefined): string | undefined {
  return Array.isArray(value) ? value.join(', ') : value;
}

export function shorten(text: string, maxChars: number): string {
  return text.length > maxChars ? `${text.slice(0, maxChars)}...` : text;
}

/** Scheme, host and port, whatever else somebody put there. */
function originOnly(origin: string): string {
  const [scheme, rest] = origin.split('://', 2);
  if (rest === undefined) return 'null';
  const authority = rest.replace(/[/?#\\].*/s, '');
  return `${scheme}://${authority.slice(authority.lastIndexOf('@') + 1)}`;
}
