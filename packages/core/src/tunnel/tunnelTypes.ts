/** `fetch` as a tunnel uses it. */
export type TunnelFetch = (url: string, init: Record<string, unknown>) => PromiseLike<UpstreamResponse>;

export interface TunnelOptions {
  /** The projects this tunnel passes envelopes on to. An entry that is no DSN, `undefined` included, is skipped (warned); none left: every request gets 403 (warned). */
  dsns: Array<string | undefined>;
  /** Of a request's body as sent. Default 2 MiB; a longer one gets 413. */
  maxBytes?: number | undefined;
  /** For the server's answer. Milliseconds, default 5,000; then 504. */
  timeoutMs?: number | undefined;
  /** True: the client's address goes along as `x-forwarded-for`. Default false. */
  forwardIp?: boolean | undefined;
  /** Default: the global one at the time of the request. */
  fetch?: ((...args: never[]) => unknown) | undefined;
}

/** A stream of the web's kind, as far as it is used here. */
export interface ByteStream {
  getReader(): { read(): Promise<{ done: boolean; value?: Uint8Array | undefined }>; cancel(): Promise<unknown> };
}
export interface UpstreamResponse {
  status: number;
  headers: { get(name: string): string | null };
  body?: ByteStream | null;
}

/** A request to a tunnel, of whatever server. */
export interface TunnelRequest {
  method: string;
  /** `name` in lower case. */
  header(name: string): string | null | undefined;
  /** The body; undefined when it is longer than `maxBytes`, of which no more is then kept. Rejects when it breaks off. */
  read(maxBytes: number): Promise<Uint8Array | undefined>;
}
export interface TunnelAnswer {
  status: number;
  headers: Record<string, string>;
  /** Empty, or why the tunnel itself refused. */
  text: string;
}
