import type { Agent, ClientRequest, RequestOptions } from 'node:http';
import type { Duplex } from 'node:stream';
import type { NodeTransportOptions } from '../transport/nodeTransportOptions';
import { markOwn } from '../transport/ownMark';
import type { ProxyPlace } from './findProxy';

type Done = (error: Error | null, socket?: Duplex) => void;
/** What https's own agent does with a socket that is there already: TLS on top of it. */
type Connect = (options: object, done?: Done) => Duplex | null | undefined;

export interface Tunnel {
  proxy: ProxyPlace;
  /** `node:http` or `node:https`, by the protocol of the proxy. */
  module: { request(options: RequestOptions): ClientRequest };
  /** For the proxy itself. */
  tls: { ca?: NodeTransportOptions['caCerts'] };
  timeoutMs: number;
}

/** Asks the proxy for a connection (RFC 9110, section 9.3.6). */
function askFor(authority: string, { proxy, module, tls, timeoutMs }: Tunnel, done: Done): void {
  const headers = { host: authority, ...proxy.headers };
  const options = markOwn({ ...tls, ...proxy.at, method: 'CONNECT', path: authority, headers, agent: false as const });
  const request = markOwn(module.request(options));
  const timer = setTimeout(() => request.destroy(new Error(`no answer of the proxy within ${timeoutMs} ms`)), timeoutMs);
  timer.unref();
  const settle: Done = (error, socket) => {
    clearTimeout(timer);
    done(error, socket);
  };
  request.on('socket', socket => socket.unref());
  request.on('error', settle);
  request.on('connect', ({ statusCode }, socket) => {
    // what happens to it shows on the TLS socket on top; alone it would end the process
    socket.on('error', () => {});
    if (statusCode === 200) return settle(null, socket);
    socket.destroy();
    settle(new Error(`the proxy answered ${statusCode}`));
  });
  request.end();
}

/**
 * Makes an https agent open its connections through a proxy. It goes on keeping and counting them by itself, so that a tunnel is used
 * for one request after the other. Returns the agent.
 */
export function tunnelThrough<A extends Agent>(agent: A, tunnel: Tunnel): A {
  const own = agent as unknown as { createConnection: Connect };
  const direct = own.createConnection;
  own.createConnection = (options, done) => {
    const { host, port } = options as { host: string; port: number | string };
    askFor(`${host.includes(':') ? `[${host}]` : host}:${port}`, tunnel, (error, socket) => {
      if (!socket) return done?.(error);
      try {
        done?.(null, direct.call(agent, { ...options, socket }) as Duplex);
      } catch (failure) {
        socket.destroy();
        done?.(failure as Error);
      }
    });
    return undefined;
  };
  return agent;
}
