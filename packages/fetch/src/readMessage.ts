import { type IncomingLike, peek, type RequestHeaders, safely } from '@vigil/core';

/** A request as core reads those of every protocol. */
export function readMessage([request, ...rest]: readonly [Request, ...unknown[]]): IncomingLike {
  const headers = Object.fromEntries(request.headers) as RequestHeaders;
  const url = safely(() => new URL(request.url));
  // not every runtime shows the header that the URL was made of
  headers['host'] ??= url?.host;
  return {
    method: request.method,
    url: request.url,
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
