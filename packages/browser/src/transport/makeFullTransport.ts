import { headersPerSend, originalOf, type TransportOptions } from '@vigil/core';
import { gzipFetch } from './gzipFetch';
import { makeFetchTransport, type PageTransport } from './makeFetchTransport';

/**
 * The transport of the browser package, whose `headers` may also be a function, asked before each send, and which compresses what is sent to
 * the page's own origin with `compress: true`.
 */
export function makeFullTransport(options: TransportOptions): PageTransport {
  const native = (options['fetch'] ?? originalOf(globalThis.fetch)) as typeof fetch;
  const given = options['compress'] ? { ...options, fetch: gzipFetch(native) } : options;
  let inner: PageTransport | undefined;
  const make = (plain: TransportOptions) => {
    inner = makeFetchTransport(plain);
    return inner;
  };
  const outer = headersPerSend(make, given);
  return { ...(inner as unknown as PageTransport), ...outer };
}
