import type { Extension } from '@vigil/core';
import { propagatesTo } from './propagatesTo';

const metaOf = (name: string): string | undefined => document.querySelector<HTMLMetaElement>(`meta[name="${name}"]`)?.content;

/**
 * The trace of a page: that of the request which made it, where the server wrote `getTraceMetaTags()` into its head, else one that begins
 * here. Read when first needed.
 */
export const withPageTrace: Extension = ({ client }) => {
  client.identity.propagates = propagatesTo;
  client.home.getScope().trace.incoming ??= {
    get sentryTrace() {
      return metaOf('sentry-trace');
    },
    get baggage() {
      return metaOf('baggage');
    },
  };
};
