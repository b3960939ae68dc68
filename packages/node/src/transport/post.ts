import type { ClientRequest, IncomingMessage, OutgoingHttpHeaders } from 'node:http';
import { startTimer, type TransportResponse } from '@vigil/core';
import { markOwn } from './ownMark';
import type { Wire } from './wire';

function headerOf(response: IncomingMessage, name: string): string | null {
  const value = response.headers[name];
  return (Array.isArray(value) ? value.join(', ') : value) ?? null;
}

function answerOf(response: IncomingMessage): TransportResponse {
  return {
    statusCode: response.statusCode ?? 0,
    headers: { 'retry-after': headerOf(response, 'retry-after'), 'x-sentry-rate-limits': headerOf(response, 'x-sentry-rate-limits') },
  };
}

/** Of a socket the server closed while it lay idle; a fresh one has a real fault. */
function wasStale(request: ClientRequest, error: NodeJS.ErrnoException): boolean {
  return request.reusedSocket && error.code === 'ECONNRESET';
}

/** One POST. Resolves when the response headers are there; the body is read and thrown away. Rejects on a network error and at the timeout. */
export function post(wire: Wire, headers: OutgoingHttpHeaders, body: string | Uint8Array): Promise<TransportResponse> {
  return new Promise((resolve, reject) => {
    let current: ClientRequest | undefined;
    let isAnswered = false;
    const giveUp = (): void => void current?.destroy(new Error(`no answer within ${wire.timeoutMs} ms`));
    // timers come before sockets: an answer that arrived while the process was busy is read first
    const cancel = startTimer(() => setImmediate(giveUp), wire.timeoutMs);

    const open = (mayRepeat: boolean): void => {
      const request = markOwn(
        wire.module.request({ ...wire.options, headers }, response => {
          // cut off while it is drained: the status is known, nothing else matters, and what the server took is not sent again
          isAnswered = true;
          response.on('error', () => {});
          response.resume();
          resolve(answerOf(response));
        }),
      );
      current = request;
      request.on('socket', socket => socket.unref());
      request.on('error', (error: NodeJS.ErrnoException) => {
        if (isAnswered || !mayRepeat || !wasStale(request, error)) return reject(error);
        mayRepeat = false;
        open(false);
      });
      request.on('close', () => {
        if (current !== request) return;
        cancel();
        if (!isAnswered) reject(new Error('connection closed without an answer'));
      });
      request.end(body);
    };
    open(true);
  });
}
