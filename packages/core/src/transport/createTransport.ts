import { startTimer } from '../base/timer';
import { serializeEnvelope } from '../wire/envelope';
import type { Transport, TransportOptions, TransportResponse } from '../wire/envelopeTypes';

export interface TransportRequest {
  /** A serialised envelope. */
  body: string | Uint8Array;
}
export type TransportRequestExecutor = (request: TransportRequest) => PromiseLike<TransportResponse>;
/** Sentry's buffer: holds what is under way. */
export interface PromiseBuffer<T> {
  add(task: () => PromiseLike<T>): PromiseLike<T>;
  /** Milliseconds; true when all of it ended in time. */
  drain(timeout?: number): PromiseLike<boolean>;
}

/** Whatever is under way; the queue in front of a transport is what bounds it. */
function createBuffer<T>(): PromiseBuffer<T> {
  const open = new Set<PromiseLike<unknown>>();
  return {
    add(task) {
      const running = task();
      open.add(running);
      const end = () => void open.delete(running);
      running.then(end, end);
      return running;
    },
    drain: timeout =>
      new Promise(resolve => {
        const stop = timeout ? startTimer(() => resolve(false), timeout) : undefined;
        void Promise.allSettled(open).then(() => {
          stop?.();
          resolve(true);
        });
      }),
  };
}

/** A transport of a function that sends one body. Rate limits, retries and loss reports are the client's own. */
export function createTransport(
  _options: TransportOptions,
  makeRequest: TransportRequestExecutor,
  buffer: PromiseBuffer<TransportResponse> = createBuffer(),
): Transport {
  return {
    send: envelope => buffer.add(() => makeRequest({ body: serializeEnvelope(envelope) })),
    flush: timeout => buffer.drain(timeout),
  };
}
