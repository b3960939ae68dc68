import type { DsnComponents } from '../wire/dsn';
import type { Transport } from '../wire/envelopeTypes';
import type { Client } from './clientTypes';
import type { Delivery } from './createDelivery';
import type { Pipeline } from './createPipeline';
import type { EventProcessor } from './hint';
import type { Integration } from './integration';
import type { Ledger } from './ledger';
import type { Deps, VigilOptions } from './options';
import type { ClientStats } from './outcomeTypes';
import type { Platform } from './platform';
import type { Stages } from './stages';

/** What the parts of one client share. */
export interface Core extends Required<Deps> {
  readonly options: VigilOptions;
  readonly platform: Platform;
  readonly dsn: DsnComponents | undefined;
  readonly stats: ClientStats;
  readonly stages: Stages;
  readonly integrations: Map<string, Integration>;
  /** The client's own, in order. */
  readonly eventProcessors: EventProcessor[];
  client: Client;
  ledger: Ledger;
  pipeline: Pipeline;
  /** Capturing is on. */
  enabled: boolean;
  closing?: Promise<boolean>;
  /** Absent without a usable DSN or transport. */
  delivery?: Delivery | undefined;
  transport?: Transport | undefined;
  /** Code of the host, or ours, failed: counted, kept as `lastError`. */
  hookError(error: unknown): undefined;
}
