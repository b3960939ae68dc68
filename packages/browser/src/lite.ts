// What reports errors by hand, and nothing that watches the page.

import { type Client, createClient as coreCreateClient, init as coreInit, type VigilOptions } from '@vigil/core';
import { litePlatform } from './litePlatform';

export type * from '@vigil/core';
export {
  addBreadcrumb,
  addEventProcessor,
  addIntegration,
  browserNoise,
  captureEvent,
  captureException,
  captureFeedback,
  captureMessage,
  close,
  dedupeIntegration,
  eventFiltersIntegration,
  flush,
  getClient,
  getCurrentScope,
  getGlobalScope,
  getIsolationScope,
  groupingIntegration,
  inboundFiltersIntegration,
  isEnabled,
  isInitialized,
  lastEventId,
  onOutcome,
  outcome,
  Scope,
  SDK_VERSION,
  setAttribute,
  setAttributes,
  setConsent,
  setContext,
  setExtra,
  setExtras,
  setTag,
  setTags,
  setUser,
  withConsent,
  withIsolationScope,
  withScope,
} from '@vigil/core';
export { forceLoad, onLoad } from './loader/onLoad';
export { makeFetchTransport } from './transport/makeFetchTransport';

/**
 * Starts error reporting by hand. Always returns a client, a disabled one without a usable DSN. Never throws. Consent other than `granted`
 * captures nothing; `client.extend(withConsent)` makes it wait.
 */
export function init(options?: VigilOptions): Client {
  return coreInit(options, litePlatform());
}

/** A client of its own: not current. */
export function createClient(options: VigilOptions): Client {
  return coreCreateClient(options, litePlatform());
}
