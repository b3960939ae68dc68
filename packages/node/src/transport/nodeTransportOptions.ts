import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http';
import type { TransportOptions } from '@vigil/core';

export interface HttpModule {
  request(options: RequestOptions, callback: (response: IncomingMessage) => void): ClientRequest;
}

/** What `transportOptions` may hold on Node. */
export interface NodeTransportOptions extends TransportOptions {
  /** Trusted certificates instead of Node's own list, PEM. */
  caCerts?: string | Buffer | Array<string | Buffer> | undefined;
  /**
   * URL of an http or https proxy, `http://user:password@host:port`. Default: `https_proxy` (https DSNs), `http_proxy`, in either case;
   * false: none, whatever the environment says. `no_proxy` stands over both.
   */
  proxy?: string | false | undefined;
  /** Default true. */
  keepAlive?: boolean | undefined;
  /** Used in place of `node:http` and `node:https`. */
  httpModule?: HttpModule | undefined;
  /** A longer body is sent gzipped. Bytes, default 32,768; Infinity: never. */
  compressAbove?: number | undefined;
  /** For one send as a whole, name lookup to the last byte of the answer. Milliseconds, default 10,000. */
  timeoutMs?: number | undefined;
}
