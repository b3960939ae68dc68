import { randomUnit, uuid4 } from '../base/random';
import { safely } from '../base/safely';
import { startTimer } from '../base/timer';
import { envelopeUrl } from '../wire/dsn';
import type { Core } from './core';
import { createClientCalls, type StartedClient } from './createClientCalls';
import { createDelivery } from './createDelivery';
import { createPipeline } from './createPipeline';
import { bare, createLedger } from './ledger';
import { messageOf } from './messageOf';
import type { VigilOptions } from './options';
import type { Platform } from './platform';
import type { Stages } from './stages';
import { takeOptions } from './takeOptions';
import { usableDsn } from './usableDsn';

export interface ClientParts {
  platform: Platform;
  /** The signals' part of the pipeline. */
  stages(options: VigilOptions, platform: Platform, now: () => number): Stages;
  /** True for `init`: the client's home is the process's own context. */
  processWide: boolean;
}

/** Makes a client. Its integrations are not installed yet: `start()` does that, once it is known to everybody. */
export function makeClient(raw: VigilOptions, { platform, stages, processWide }: ClientParts): StartedClient {
  const { options, warn } = takeOptions(raw);
  const { now = Date.now, random = randomUnit, uuid = uuid4, timer = startTimer } = options.deps ?? {};
  const dsn = usableDsn(options, warn);
  const stats: Core['stats'] = {
    captured: bare(),
    outcomes: bare(),
    pending: bare(),
    replayed: bare(),
    queueBytes: 0,
    retries: 0,
    hookErrors: 0,
  };
  const parts: Omit<Core, 'client' | 'ledger' | 'pipeline'> = {
    options,
    platform,
    dsn,
    now,
    random,
    uuid,
    timer,
    stats,
    stages: stages(options, platform, now),
    integrations: new Map(),
    eventProcessors: [],
    enabled: !!dsn && options.enabled !== false,
    hookError(error) {
      stats.hookErrors++;
      stats.lastError = messageOf(error);
    },
  };
  const core = parts as Core;
  core.ledger = createLedger(core);
  const client = createClientCalls(core, warn, processWide);
  core.client = client;
  core.pipeline = createPipeline(core);
  if (core.enabled) openDelivery(core);
  return client;
}

function openDelivery(core: Core): void {
  const { client, dsn, options, platform } = core;
  const { name, version } = client.sdk;
  const url = envelopeUrl(dsn!, `${name}/${version}`, options.tunnel);
  const create = options.transport ?? platform.transport;
  let why: unknown = 'it is missing';
  core.transport = safely(
    () => create!({ ...options.transportOptions, url, recordDroppedEvent: client.recordDroppedEvent }),
    error => void (why = error) as never,
  );
  if (core.transport) core.delivery = createDelivery(core, dsn!, core.transport);
  else client.warn('V006', 'transport', messageOf(why));
  core.enabled = !!core.delivery;
}
