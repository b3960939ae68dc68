import { carrier } from './base/carrier';
import { safely } from './base/safely';
import type { Client } from './client/clientTypes';
import { makeClient } from './client/makeClient';
import type { VigilOptions } from './client/options';
import type { Platform } from './client/platform';
import { readableOptions } from './client/readableOptions';
import { createErrors } from './errors/createErrors';
import { createFilters } from './filters/createFilters';
import { geckoStackLineParser } from './stack/geckoLine';
import { createStackParser } from './stack/parseStack';
import { v8StackLineParser } from './stack/v8Line';
import { makeFetchTransport } from './transport/makeFetchTransport';

/** What core alone knows of its runtime: it may have a `fetch`. */
function barePlatform(): Platform {
  return {
    sdkName: 'vigil.javascript.core',
    name: 'javascript',
    stackParser: createStackParser(v8StackLineParser, geckoStackLineParser),
    transport: 'fetch' in globalThis ? makeFetchTransport : undefined,
    defaultIntegrations: () => [],
    server: true,
  };
}

function compose(options: VigilOptions, platform: Platform, processWide: boolean): ReturnType<typeof makeClient> {
  return makeClient(options, {
    platform,
    processWide,
    stages: (resolved, { stackParser, server, enrich }, now) => ({
      ...createFilters(resolved, server, now),
      // one that throws costs neither the event nor its stack
      build: createErrors(resolved, (...args) => safely(() => resolved.stackParser?.(...args)) ?? stackParser(...args), enrich),
    }),
  });
}

/**
 * A client of its own: no globals, no default integrations, not current. Captures through it carry its own scopes; code
 * run by `client.run` reports to it. Never throws; without a usable DSN it is disabled.
 */
export function createClient(options: VigilOptions, platform: Platform = barePlatform()): Client {
  const given = readableOptions(options);
  const client = compose({ ...given, defaultIntegrations: given.defaultIntegrations ?? false }, platform, false);
  client.start();
  return client;
}

/**
 * Starts error monitoring for this process or page. Always returns a client, a disabled one without a usable DSN. A
 * second call warns, closes the first client and makes a new one current. Never throws.
 */
export function init(options: VigilOptions = {}, platform: Platform = barePlatform()): Client {
  const slot = carrier();
  const before = slot.client;
  const client = compose(options, platform, true);
  if (before) {
    if (before.isEnabled()) client.warn('V003', 'init');
    before.close();
  }
  slot.client = client;
  client.start();
  return client;
}
