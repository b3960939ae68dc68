import type { Agent, OutgoingHttpHeaders, RequestOptions } from 'node:http';
import { URL } from 'node:url';
import { builtin } from '../env/builtin';
import { findProxy, hostOf } from '../proxy/findProxy';
import { type Tunnel, tunnelThrough } from '../proxy/tunnelThrough';
import type { HttpModule, NodeTransportOptions } from './nodeTransportOptions';
import { markOwn } from './ownMark';

/** Where requests go and by which agent: made once, at the first send. */
export interface Wire {
  module: HttpModule;
  /** Without headers. */
  options: RequestOptions;
  /** For a proxy that reads the request. */
  headers: OutgoingHttpHeaders;
  timeoutMs: number;
}

const MAX_SOCKETS = 30;
/** Bytes. Node's own 16 KiB is less than some proxies add; an answer that cannot be read would have what was accepted sent again. */
export const MAX_HEADER_SIZE = 262_144;
/** Idle sockets are closed after this; most servers and balancers close theirs after 60 s or later. */
const IDLE_MS = 30_000;
/** Protocol section 6.1 and api.md section 6: a send that takes longer counts as a network error. */
const TIMEOUT_MS = 10_000;

type NativeHttp = HttpModule & Tunnel['module'] & { Agent: typeof Agent };

/** When it is first needed: https and zlib together cost 3 ms and 1 MB, which a process that never sends does not pay. */
const loadHttp = (protocol: string): NativeHttp => builtin(protocol === 'https:' ? 'node:https' : 'node:http');

/** Rejects when `url`, or the proxy, is none. */
export async function openWire(options: NodeTransportOptions): Promise<Wire> {
  const url = new URL(options.url);
  const proxy = findProxy(url, options.proxy);
  const timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
  const tls = options.caCerts ? { ca: options.caCerts } : {};
  // an https target gets a tunnel; any other is asked of the proxy by its whole URL (RFC 9112, section 3.2.2)
  const tunnelled = url.protocol === 'https:' ? proxy : undefined;
  const direct = { protocol: url.protocol, hostname: hostOf(url), port: url.port };
  const first = proxy && !tunnelled ? proxy.at : direct;
  const native = loadHttp(first.protocol);
  const agent = new native.Agent({
    keepAlive: options.keepAlive !== false,
    maxSockets: MAX_SOCKETS,
    maxFreeSockets: MAX_SOCKETS,
    timeout: IDLE_MS,
    ...tls,
  });
  if (tunnelled) tunnelThrough(agent, { proxy: tunnelled, module: loadHttp(tunnelled.at.protocol), tls, timeoutMs });
  const path = url.pathname + url.search;
  return {
    module: options.httpModule ?? native,
    options: markOwn<RequestOptions>({
      ...first,
      path: first === direct ? path : url.origin + path,
      method: 'POST',
      maxHeaderSize: MAX_HEADER_SIZE,
      agent: markOwn(agent),
    }),
    headers: proxy && !tunnelled ? { host: url.host, ...proxy.headers } : {},
    timeoutMs,
  };
}
