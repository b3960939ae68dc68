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
  type VigilOptions,
} from '@vigil/core';
import { readDsnFile } from './env/dsnFile';
import { continueProcessTrace } from './env/processTrace';
import { optionsFromEnv } from './env/readOptions';
import { startAsyncContext } from './http/asyncContext';
import { flushOnServerless } from './jobs/flushOnServerless';
import type { NodeClient } from './nodeClient';
import { nodePlatform } from './nodePlatform';
import { ownProcessEnd } from './processEnd/processEndIntegration';

export type NodeOptions = VigilOptions;

/** What every client has, that of `init` and those of their own. */
function equip(client: Client): void {
  client.addIntegration(groupingIntegration());
  flushOnServerless(client);
  if (client.getTransport()) client.onClose(startAsyncContext());
}

/**
 * Starts error monitoring for this process. What is not given is read from the environment (`SENTRY_DSN`
 * or the file that `SENTRY_DSN_FILE` names, `SENTRY_RELEASE`, `SENTRY_ENVIRONMENT`, ...). Always returns a client, a disabled one without a usable DSN; a
 * disabled client patches nothing. May come after the import of anything. Never throws.
 */
export function init(options: NodeOptions = {}): NodeClient {
  explainWarnings();
  const fromEnv = optionsFromEnv(readableOptions(options));
  const file = fromEnv.dsn === undefined ? readDsnFile(process.env) : undefined;
  const client = coreInit(logToStderr(sendToSidecar(file?.dsn ? { ...fromEnv, dsn: file.dsn } : fromEnv)), nodePlatform());
  if (file?.problem) client.warn('V031', file.path, file.problem);
  for (const name of optionsWithoutEffect(client.getOptions())) client.debug(`${name} has no effect yet`);
  if (client.isEnabled()) continueProcessTrace(client);
  equip(client);
  sayWhatIsOn(client);
  return client as NodeClient;
}

/** `init` with nothing on but the `integrations` given. */
export function initWithoutDefaultIntegrations(options: NodeOptions = {}): NodeClient {
  return init({ ...readableOptions(options), defaultIntegrations: false });
}

/**
 * A client of its own: no globals, no default integrations, not current. It reads stacks and sends as `init`'s does, and what it has not
 * sent when the process ends is handed off as `init`'s is. `close()` lets it go.
 */
export function createClient(options: NodeOptions): NodeClient {
  explainWarnings();
  const client = coreCreateClient(logToStderr(sendToSidecar(readableOptions(options))), nodePlatform());
  equip(client);
  client.addIntegration(ownProcessEnd());
  return client as NodeClient;
}
