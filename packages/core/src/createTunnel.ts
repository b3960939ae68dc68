import { createForwarder } from './tunnel/createForwarder';
import { readStream } from './tunnel/readStream';
import type { ByteStream, TunnelOptions } from './tunnel/tunnelTypes';

/** What a tunnel asks of a request. */
export interface RequestLike {
  method: string;
  headers: { get(name: string): string | null };
  body: unknown;
}
type Made<T> = T extends new (...args: never[]) => infer R ? R : never;
type Globals = typeof globalThis;
/** Those of the runtime, where its types are known. */
export type GlobalRequest = Globals extends { Request: infer R } ? Made<R> : RequestLike;
export type GlobalResponse = Globals extends { Response: infer R } ? Made<R> : object;

type MakeResponse = new (body: string | null, init: { status: number; headers: Record<string, string> }) => GlobalResponse;

/**
 * A handler that passes envelopes of clients with `tunnel` on to their servers (protocol 26): for pages whose visitors block the server's
 * own host. Answers 400 for a header line without a DSN or a body that breaks off, 403 for a DSN that is not in `dsns` (compared by its
 * parts, any secret aside), 405, 413, 415 for an encoding it cannot read, 502 and 504 for a server that cannot be reached or is too slow;
 * else the server's status, `retry-after` and `x-sentry-rate-limits`. The address is made of the listed DSN alone, redirects are not
 * followed, cookies and authorization stay here. Never throws, never rejects.
 */
export function createTunnel(options: TunnelOptions): (request: GlobalRequest) => Promise<GlobalResponse> {
  const forward = createForwarder(options);
  return async input => {
    const request = input as RequestLike;
    const { status, headers, text } = await forward({
      method: request.method,
      header: name => request.headers.get(name),
      read: async maxBytes => (request.body ? readStream(request.body as ByteStream, maxBytes) : new Uint8Array()),
    });
    const { Response } = globalThis as unknown as { Response: MakeResponse };
    return new Response(text || null, { status, headers });
  };
}
