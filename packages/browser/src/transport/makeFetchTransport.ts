import {
  type EnvelopeItem,
  type Extension,
  makeFetchTransport as makeCoreTransport,
  originalOf,
  safely,
  type Transport,
  type TransportOptions,
} from '@vigil/core';
import { hasLastingRoom, takeLastingRoom } from './lastingRoom';
import { withoutToJson } from './withoutToJson';

type Body = string | Uint8Array<ArrayBuffer>;

interface Flight {
  /** It outlives the page. */
  lasts: boolean;
  /** 0 for no answer. */
  status: Promise<number | undefined>;
}

/** A transport that knows that pages end. */
export interface PageTransport extends Transport {
  /** What it adds to its client: a store. */
  extension?: Extension;
  /** The request that carries an envelope beginning with this item, until it is answered. */
  flightOf(item: EnvelopeItem | undefined): Flight | undefined;
  /**
   * Sends in a way that outlives the page. The status; true: the browser took it over and will tell no more; false: it has no room for it.
   */
  leave(body: string | Uint8Array, url?: string): Promise<number | undefined> | boolean;
}

/** Of all transports: failover has one for each DSN. */
const flights: WeakMap<EnvelopeItem, Flight> = new WeakMap();

/** In bytes: mostly one for each character, which costs less to see than to count. */
const sizeOf = (body: string | Uint8Array) =>
  typeof body === 'string' && /[^\0-\x7f]/.test(body) ? new TextEncoder().encode(body).length : body.length;

/**
 * Sends by the `fetch` that stood there when the client was made, whatever is patched over it later; of our own patches, round them. A
 * request outlives its page (`keepalive`) while those that do are under 60,000 bytes and 15, and the browser can. No header is added, so
 * that no preflight is made, and nothing is compressed (docs/browser/transport.md).
 */
export function makeFetchTransport(options: TransportOptions): PageTransport {
  const { url, fetchOptions } = options;
  // what gives them anew each time is for `./full`, and warned of
  const headers = typeof options.headers === 'function' ? undefined : options.headers;
  const native = (options['fetch'] ?? originalOf(globalThis.fetch)) as typeof fetch;
  const canLast = !!safely(() => 'keepalive' in Request.prototype);
  let isLasting = false;

  /** The head of the answer. Its few bytes of body are the browser's to take in: reading them costs a page more than the request does. */
  function begin(to: string, init: RequestInit): Promise<Pick<Response, 'status' | 'headers'>> {
    // counted where it tells anything: Hermes of older React Native cannot
    const bytes = canLast ? sizeOf(init.body as Body) : 0;
    isLasting = canLast && hasLastingRoom(bytes);
    const request = native(to, { keepalive: isLasting, ...init });
    if (isLasting) takeLastingRoom(bytes, request);
    return request.then(({ status, headers }) => ({ status, headers }));
  }
  const inner = makeCoreTransport({ ...options, headers, fetch: begin });
  return {
    ...inner,
    send(envelope) {
      isLasting = false;
      const sending = withoutToJson(() => inner.send(envelope));
      const [item] = envelope[1];
      if (item) {
        const status = Promise.resolve(sending).then(
          answer => answer?.statusCode,
          () => 0,
        );
        flights.set(item, { lasts: isLasting, status });
        void status.then(() => flights.delete(item));
      }
      return sending;
    },
    flightOf: item => item && flights.get(item),
    leave(body, to = url) {
      if (canLast && hasLastingRoom(sizeOf(body))) {
        const init = { method: 'POST', body: body as Body, headers, referrerPolicy: 'strict-origin', redirect: 'manual' } as RequestInit;
        return begin(to, { ...init, ...(fetchOptions as object) }).then(
          ({ status }) => status,
          () => 0,
        );
      }
      // a beacon cannot have headers
      return !headers && !!navigator.sendBeacon?.(to, body as Body);
    },
  };
}
