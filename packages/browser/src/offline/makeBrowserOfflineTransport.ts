import type { TransportFactory } from '@vigil/core';
import { makeFetchTransport, type PageTransport } from '../transport/makeFetchTransport';
import { withOffline } from './withOffline';

/**
 * The transport of `create` with a queue behind it that outlives the page (IndexedDB): what the tries and the queue could not hold, and
 * what was unsent when the page ended. Errors alone, but for the last. They end as `spooled`, and are sent under their ids, with a new
 * `sent_at`, by this page or the next: 30 envelopes or 5 MiB for each DSN, for 7 days, the least valuable and the oldest out first. To be
 * the outermost: `makeBrowserOfflineTransport(makeMultiplexedTransport(makeFetchTransport))`.
 */
export function makeBrowserOfflineTransport(create: TransportFactory = makeFetchTransport): TransportFactory {
  return options => {
    const transport: Partial<PageTransport> = create(options);
    return Object.assign(transport, { extension: withOffline }) as PageTransport;
  };
}
