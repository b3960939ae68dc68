import type { IncomingMessage } from 'node:http';
import type { Readable } from 'node:stream';
import { createForwarder, type TunnelAnswer, type TunnelOptions, type TunnelRequest } from '@vigil/core';
import { drain } from './drain';
import { readBody } from './readBody';

/** A request, and what a body parser made of its body where one ran. */
export type ParsedMessage = IncomingMessage & { body?: unknown };

/**
 * A tunnel for Node's requests, as adapters of frameworks need it: what to answer, see `createTunnel`. `payload`: the body as a stream, where
 * that is not the message itself. Never rejects.
 */
export function createMessageTunnel(options: TunnelOptions): (message: ParsedMessage, payload?: Readable) => Promise<TunnelAnswer> {
  const forward = createForwarder(options);
  return async (message, payload = message) => {
    const answer = await forward(requestOf(message, payload));
    if (answer.status === 413) {
      await drain(payload);
      // what is left of it even then is not waited for
      if (message.httpVersionMajor < 2) answer.headers['connection'] = 'close';
    }
    return answer;
  };
}

function requestOf(message: ParsedMessage, payload: Readable): TunnelRequest {
  const { body } = message;
  const parsed = typeof body === 'string' ? Buffer.from(body) : body instanceof Uint8Array ? body : undefined;
  return {
    method: message.method ?? '',
    header(name) {
      // parsers unpack what they read and leave the header as it was
      if (parsed && name.startsWith('content-')) return undefined;
      if (name === 'x-forwarded-for') return forwardedFor(message);
      const value = message.headers[name];
      return Array.isArray(value) ? value.join(', ') : value;
    },
    async read(maxBytes) {
      if (!parsed) return readBody(payload, maxBytes);
      return parsed.length <= maxBytes ? parsed : undefined;
    },
  };
}

/** As a proxy writes it: who was there before, then who asked us. */
function forwardedFor({ headers, socket }: IncomingMessage): string {
  return [headers['x-forwarded-for'], socket?.remoteAddress].filter(Boolean).join(', ');
}
