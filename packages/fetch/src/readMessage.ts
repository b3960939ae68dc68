import { type IncomingLike, peek, type RequestHeaders, safely } from '@vigil/core';

/** Bun and Deno tell of a request that was answered, or became a WebSocket, only what was read of it before: reads that. */
export function readInTime(request: Request): void {
  safely(() => [request.method, request.url, request.headers.get('host')]);
}

/** A request as core reads those of every protocol; undefined where its runtime does not even say any more what it was for. */
export function readMessage([request, ...rest]: readonly [Request, ...unknown[]]): IncomingLike | undefined {
  const target = safely(() => request.url);
  if (!target) return undefined;
  const headers = safely(() => Object.fromEntries(request.headers) as RequestHeaders) ?? {};
  const url = safely(() => new URL(target));
  // not every runtime shows the header that the URL was made of
  headers['host'] ??= url?.host;
  return {
    method: safely(() => request.method),
    url: target,
    headers,
    socket: {
      encrypted: url?.protocol === 'https:',
      get remoteAddress() {
        return safely(() => addressOf(request, rest));
      },
    },
  };
}

/** Deno tells the address of the connection in its second argument, Bun by a method of it. */
function addressOf(request: Request, rest: readonly unknown[]): string | undefined {
  for (const each of rest) {
    const hostname = peek(peek(each, 'remoteAddr'), 'hostname');
    if (typeof hostname === 'string') return hostname;
    const server = each as { requestIP?(request: Request): { address: string } | null } | null | undefined;
    if (typeof peek(each, 'requestIP') === 'function') return server?.requestIP?.(request)?.address;
  }
  return undefined;
}
