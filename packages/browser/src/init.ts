import {
  type Client,
  createClient as coreCreateClient,
  init as coreInit,
  groupingIntegration,
  type Platform,
  safely,
  type VigilOptions,
} from '@vigil/core';
import { browserPlatform } from './browserPlatform';
import { withInjectedRelease } from './withInjectedRelease';

export type BrowserOptions = VigilOptions;

/**
 * Starts error monitoring for this page or worker. Always returns a client, a disabled one without a usable DSN; a disabled client patches
 * nothing. Never throws. `sdkName`: of the package that stands on this one.
 */
export function init(options?: VigilOptions, sdkName?: string): Client {
  return initWith(options, browserPlatform(true), sdkName);
}

/** Nothing but what `integrations` says, and what the client itself does. */
export function initWithoutDefaultIntegrations(options?: BrowserOptions): Client {
  return init({ ...options, defaultIntegrations: false });
}

/**
 * A client of its own, for a part of a page: no default integrations, not current. Of what happens on the page it is told what it owns
 * (`owns`, `client.run`), and the rest only with `fallback`.
 */
export function createClient(options: VigilOptions): Client {
  return createWith(options, browserPlatform(false));
}

/** A client without options is a disabled one: options that no client can be made of must not stop the page. */
function startWith(make: (options: VigilOptions) => Client, options: VigilOptions | undefined): Client {
  const client = safely(() => make(withInjectedRelease(options ?? {}))) ?? make({});
  client.addIntegration(groupingIntegration());
  return client;
}

export function initWith(options: VigilOptions | undefined, platform: Platform, sdkName = platform.sdkName): Client {
  return startWith(taken => coreInit(taken, { ...platform, sdkName }), options);
}
export function createWith(options: VigilOptions | undefined, platform: Platform): Client {
  return startWith(taken => coreCreateClient(taken, platform), options);
}
