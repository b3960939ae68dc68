import type { Integration } from '@vigil/core';
import { watchFetch } from '../requests/watchFetch';
import { watchXhr } from '../requests/watchXhr';

/**
 * `TracePropagation`: requests of the page carry its trace (`sentry-trace`, `baggage`; `traceparent` with `propagateTraceparent`), to its own
 * origin unless `tracePropagationTargets` names others; `[]` for none. Default on.
 */
export function tracePropagationIntegration(): Integration {
  return {
    name: 'TracePropagation',
    setup(client) {
      const stops = [watchFetch(client, 'tracePropagation'), watchXhr(client, 'tracePropagation')];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}
