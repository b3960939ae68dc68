import type { Agent, ClientRequest } from 'node:http';
import { findInArray, type Stored } from './storeHeader';

/** `hasPort`: it says the port, or there is none to say; false where that is known to the agent alone. */
export interface OutgoingUrl {
  url: string;
  hasPort: boolean;
}

const bracketed = (host: string): string => (host.includes(':') && !host.startsWith('[') ? `[${host}]` : host);

/**
 * The Host header as Node made it of the port, or as a list of headers has it. One of another spelling somebody else wrote: a reverse proxy
 * hands on what it was asked by, on the same machine under the name of its target.
 */
function hostHeader(request: ClientRequest, stored: Stored): unknown {
  if (Array.isArray(stored)) return findInArray(stored, 'host');
  return request.getRawHeaderNames().includes('Host') ? request.getHeader('host') : undefined;
}

/** To a proxy the whole URL is the path. */
export const isWhole = (path: string): boolean => /^https?:\/\//i.test(path);

/**
 * The absolute URL of a request of ours. Before it has a socket its port is known from the Host header alone: Node keeps it nowhere else.
 */
export function outgoingUrl(request: ClientRequest, stored: Stored): OutgoingUrl {
  const { protocol, host, path } = request;
  if (isWhole(path)) return { url: path, hasPort: true };
  const plain = bracketed(host);
  const header = hostHeader(request, stored);
  const place = typeof header === 'string' && /^:\d+$/.test(header.slice(plain.length)) && header.startsWith(plain) ? header : plain;
  return { url: `${protocol}//${place}${path.startsWith('/') ? '' : '/'}${path}`, hasPort: header === place };
}

/** The same with the port under which the agent has the request's socket, for a `Host` that is not the host's own. */
export function withAgentsPort(url: string, request: ClientRequest): string {
  const { host, protocol, socket } = request;
  const { agent } = request as { agent?: Agent };
  const name = Object.entries(agent?.sockets ?? {}).find(
    ([, sockets]) => socket && Array.isArray(sockets) && sockets.includes(socket),
  )?.[0];
  const port = name?.startsWith(`${host}:`) && /^\d+(?=:|$)/.exec(name.slice(host.length + 1))?.[0];
  const start = `${protocol}//${bracketed(host)}`;
  if (!port || port === (protocol === 'https:' ? '443' : '80') || !url.startsWith(start)) return url;
  return `${start}:${port}${url.slice(start.length)}`;
}
