import { serializeEnvelope } from '../wire/envelope';
import type { Transport, TransportOptions } from '../wire/envelopeTypes';

interface Answer {
  status: number;
  headers: { get(name: string): string | null };
  text?(): PromiseLike<unknown>;
}
type Fetch = (url: string, init: Record<string, unknown>) => PromiseLike<Answer>;

/**
 * Sends by the runtime's `fetch` (`options.fetch`, else the global one at the time of sending). No `content-type` is
 * set: the text/plain that fetch gives keeps browsers from a preflight (protocol 32.18). Resolves with the head of the answer; a
 * redirect is not followed, which would turn the POST into a GET. Rejects on a network failure and after 10 s; never throws.
 */
export function makeFetchTransport({ url, headers, fetch, fetchOptions }: TransportOptions): Transport {
  return {
    async send(envelope) {
      const send = (fetch ?? (globalThis as { fetch?: unknown }).fetch) as Fetch;
      const answer = await send(url, {
        method: 'POST',
        body: serializeEnvelope(envelope),
        headers,
        referrerPolicy: 'strict-origin',
        redirect: 'manual',
        signal: AbortSignal.timeout?.(10_000),
        ...(fetchOptions as object),
      });
      // An unread body holds its connection. One that is cut off, or never ends, changes nothing: what was accepted is not sent again.
      Promise.resolve(answer.text?.()).catch(() => 0);
      const told = (name: string) => ({ [name]: answer.headers.get(name) });
      return { statusCode: answer.status, headers: { ...told('x-sentry-rate-limits'), ...told('retry-after') } };
    },
    flush: async () => true,
  };
}
