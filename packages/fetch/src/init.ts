import {
  type Client,
  createClient as coreCreateClient,
  init as coreInit,
  explainWarnings,
  groupingIntegration,
  logToStderr,
  optionsWithoutEffect,
  readableOptions,
  sayWhatIsOn,
  sendToSidecar,
} from '@vigil/core';
import { startAsyncContext } from './asyncContext';
import type { FetchOptions } from './fetchOptions';
import { fetchPlatform } from './fetchPlatform';
import { withEnvironment } from './readEnvironment';

/** What every client has, that of `init` and those of their own. */
function equip(client: Client, Storage: FetchOptions['AsyncLocalStorage']): void {
  client.addIntegration(groupingIntegration());
  if (client.getTransport() && Storage) client.onClose(startAsyncContext(Storage));
}

/**
 * Starts error monitoring for this process or worker, at the top of a module too: nothing random, no timer and no request before there is
 * something to report. What is not given is read from the environment (`SENTRY_DSN`, `SENTRY_RELEASE`, `SENTRY_ENVIRONMENT`) where there is
 * one that may be read. Always returns a client, a disabled one without a usable DSN; a disabled client patches nothing. Never throws.
 */
export function init(options?: FetchOptions): Client {
  explainWarnings();
  const { AsyncLocalStorage, ...given } = readableOptions(options);
  const client = coreInit(logToStderr(sendToSidecar(withEnvironment(given))), fetchPlatform());
  for (const name of optionsWithoutEffect(client.getOptions())) client.debug(`${name} has no effect yet`);
  equip(client, AsyncLocalStorage);
  sayWhatIsOn(client);
  return client;
}

/** `init` with nothing on but the `integrations` given. */
export function initWithoutDefaultIntegrations(options?: FetchOptions): Client {
  return init({ ...readableOptions(options), defaultIntegrations: false });
}

/** A client of its own: no globals, no default integrations, not current. It reads stacks and sends as `init`'s does. */
export function createClient(options: FetchOptions): Client {
  explainWarnings();
  const { AsyncLocalStorage, ...given } = readableOptions(options);
  const client = coreCreateClient(logToStderr(sendToSidecar(given)), fetchPlatform());
  equip(client, AsyncLocalStorage);
  return client;
}
