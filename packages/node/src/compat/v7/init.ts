import { type Client, type EventProcessor, type Integration, type SamplingContext, safely } from '@vigil/core';
import { type NodeOptions as OptionsOfToday, init as todaysInit } from '@vigil/node';
import { addGlobalEventProcessor } from './addGlobalEventProcessor';
import type { Hub } from './hub';
import { getCurrentHub } from './hubs';
import type { TransactionContext } from './transaction';

/** An integration as v7 had them: what it needs is handed to `setupOnce`. */
export interface V7Integration extends Omit<Integration, 'setupOnce'> {
  setupOnce?(addGlobalEventProcessor: (processor: EventProcessor) => void, getCurrentHub: () => Hub): void;
}

/** What v7 hands to `tracesSampler`. */
export type V7SamplingContext = SamplingContext & { transactionContext: TransactionContext & { name: string } };

export interface NodeOptions extends Omit<OptionsOfToday, 'integrations' | 'tracesSampler'> {
  /** Not called yet. */
  tracesSampler?: ((context: V7SamplingContext) => number | boolean) | undefined;
  /** False: no sessions, neither of the process nor of its requests. */
  autoSessionTracking?: boolean | undefined;
  /** Not needed: the rates say it. */
  enableTracing?: boolean | undefined;
  integrations?: V7Integration[] | ((defaults: Integration[]) => V7Integration[]) | undefined;
}

function handOver(integration: V7Integration): Integration {
  const setupOnce = safely(() => integration.setupOnce);
  // set on the object itself: its own methods need `this`, and private fields allow no stand-in
  if (setupOnce?.length)
    safely(() => Object.assign(integration, { setupOnce: setupOnce.bind(integration, addGlobalEventProcessor, getCurrentHub) }));
  return integration as Integration;
}

const handOverAll = (integrations: V7Integration[]): Integration[] =>
  Array.isArray(integrations) ? integrations.map(handOver) : (integrations as Integration[]);

/** `init` of today, which takes integrations written for v7 too. */
export function init(options?: NodeOptions): Client {
  const { autoSessionTracking, enableTracing: _, integrations, ...given } = safely(() => ({ ...options })) ?? {};
  const today = given as OptionsOfToday;
  if (integrations)
    today.integrations = typeof integrations === 'function' ? defaults => handOverAll(integrations(defaults)) : handOverAll(integrations);
  const client = todaysInit(today);
  if (autoSessionTracking === false) withoutSessions(client);
  return client;
}

/** All of them leave by envelopes of their own. */
function withoutSessions(client: Client): void {
  const { sendEnvelope } = client;
  client.sendEnvelope = async envelope => {
    const [, items] = envelope;
    if (!items.some(([{ type }]) => type === 'session' || type === 'sessions')) await sendEnvelope(envelope);
  };
}
