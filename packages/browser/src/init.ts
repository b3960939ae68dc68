import {
  type Client,
  createClient as coreCreateClient,
  init as coreInit,
  groupingIntegration,
  type Platform,
  type VigilOptions,
} from '@vigil/core';
import { browserPlatform } from './browserPlatform';

/**
 * Starts error monitoring for this page or worker. Always returns a client, a disabled one without a usable DSN; a disabled client patches
 * nothing. Never throws.
 */
export function init(options?: VigilOptions): Client {
  return initWith(options, browserPlatform(true));
}

/**
 * A client of its own, for a part of a page: no default integrations, not current. Of what happens on the page it is told what it owns
 * (`owns`, `client.run`), and the rest only with `fallback`.
 */
export function createClient(options: VigilOptions): Client {
  return createWith(options, browserPlatform(false));
}

export function initWith(options: VigilOptions | undefined, platform: Platform): Client {
  const client = coreInit(options, platform);
  client.addIntegration(groupingIntegration());
  return client;
}
export function createWith(options: VigilOptions, platform: Platform): Client {
  const client = coreCreateClient(options, platform);
  client.addIntegration(groupingIntegration());
  return client;
}
