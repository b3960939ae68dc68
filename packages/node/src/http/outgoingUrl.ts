import type { Agent, ClientRequest } from 'node:http';
import { findInArray, type Stored } from './storeHeader';

/** `hasPort`: it says the port, or there is none to say; false where that is known to the agent alone. */
export interface OutgoingUrl {
  url: string;
  hasPort: boolean;
}

const bracketed = (host: string): string => (host.includes(':') && !host.startsWith('[') ? `[${host}]` : host);

/**
 * The absolute URL of a request of ours. Before it has a socket its port is known from the Host header alone: Node keeps it nowhere else.
 */
export function outgoingUrl(request: ClientRequest, stored: Stored): OutgoingUrl {
  const { protocol, host, path } = request;
  // To a proxy the whole URL is the path.
  if (/^https?:\/\//i.test(path)) return { url: path, hasPort: true };
  const plain = bracketed(host);
  const header = Array.isArray(stored) ? findInArray(stored, 'host') : request.getHeader('host');
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
