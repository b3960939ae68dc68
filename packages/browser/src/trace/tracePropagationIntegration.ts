import { type Integration, stopAll } from '@vigil/core';
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
      return stopAll([watchFetch(client, 'tracePropagation'), watchXhr(client, 'tracePropagation')]);
    },
  };
}
