import type { Agent, RequestOptions } from 'node:http';
import { URL } from 'node:url';
import { loadBuiltin } from './loadBuiltin';
import type { HttpModule, NodeTransportOptions } from './nodeTransportOptions';
import { markOwn } from './ownMark';

/** Where requests go and by which agent: made once, at the first send. */
export interface Wire {
  module: HttpModule;
  /** Without headers. */
  options: RequestOptions;
  timeoutMs: number;
}

const MAX_SOCKETS = 30;
/** Idle sockets are closed after this; most servers and balancers close theirs after 60 s or later. */
const IDLE_MS = 30_000;
/** Protocol section 6.1 and api.md section 6: a send that takes longer counts as a network error. */
const TIMEOUT_MS = 10_000;

/** Rejects when `url` is none. */
export async function openWire(options: NodeTransportOptions): Promise<Wire> {
  const { protocol, hostname, port, pathname, search } = new URL(options.url);
  const secure = protocol === 'https:';
  const native = secure
    ? await loadBuiltin('node:https', () => import('node:https'))
    : await loadBuiltin('node:http', () => import('node:http'));
  const agent: Agent = new native.Agent({
    keepAlive: options.keepAlive !== false,
    maxSockets: MAX_SOCKETS,
    maxFreeSockets: MAX_SOCKETS,
    timeout: IDLE_MS,
    ...(options.caCerts && { ca: options.caCerts }),
  });
  return {
    module: options.httpModule ?? native,
    options: markOwn<RequestOptions>({
      protocol,
      // an IPv6 address stands in brackets in a URL only
      hostname: hostname.startsWith('[') ? hostname.slice(1, -1) : hostname,
      port,
      path: pathname + search,
      method: 'POST',
      agent: markOwn(agent),
    }),
    timeoutMs: options.timeoutMs ?? TIMEOUT_MS,
  };
}
