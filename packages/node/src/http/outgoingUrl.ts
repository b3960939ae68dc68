import type { ClientRequest } from 'node:http';
import { findInArray, type Stored } from './storeHeader';

/** The absolute URL of a request of ours. The port is known from the Host header alone: Node keeps it nowhere else. */
export function outgoingUrl(request: ClientRequest, stored: Stored): string {
  const { protocol, host, path } = request;
  // To a proxy the whole URL is the path.
  if (/^https?:\/\//i.test(path)) return path;
  const plain = host.includes(':') && !host.startsWith('[') ? `[${host}]` : host;
  const header = Array.isArray(stored) ? findInArray(stored, 'host') : request.getHeader('host');
  const place = typeof header === 'string' && /^:\d+$/.test(header.slice(plain.length)) && header.startsWith(plain) ? header : plain;
  return `${protocol}//${place}${path.startsWith('/') ? '' : '/'}${path}`;
}
