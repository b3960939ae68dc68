import type { Integration } from './integration';
import { sidecarUrl } from './sidecarUrl';
import { startSpotlight } from './startSpotlight';

export interface SpotlightOptions {
  /** Default `http://localhost:8969/stream`. */
  sidecarUrl?: string | undefined;
}

/**
 * `Spotlight`: shows every envelope to a Spotlight sidecar too, for development. The option `spotlight` does the same and works without a
 * DSN.
 */
export function spotlightIntegration(given?: SpotlightOptions): Integration {
  const options = given ?? {};
  return {
    name: 'Spotlight',
    setup(client) {
      const url = sidecarUrl(options.sidecarUrl ?? true);
      if (url) client.extend(core => client.onClose(startSpotlight(core, url)));
      else client.warn('V061', 'sidecarUrl');
    },
  };
}
