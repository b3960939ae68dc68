import type { IncomingMessage, ServerResponse } from 'node:http';
import { safely, type TunnelOptions } from '@vigil/core';
import { createMessageTunnel } from './createMessageTunnel';

/**
 * A listener of http, https or http2 servers that answers as `createTunnel` does. A body that something before it has read already is taken
 * from `request.body` when it is text or bytes. Never throws, never rejects.
 */
export function nodeTunnel(options: TunnelOptions): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const answerTo = createMessageTunnel(options);
  return async (request, response) => {
    const { status, headers, text } = await answerTo(request);
    // the client may have left meanwhile, or the application may have answered
    safely(() => response.writeHead(status, headers).end(text));
  };
}
