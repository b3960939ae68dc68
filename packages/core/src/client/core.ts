import type { Send } from '../transport/createSender';
import type { Transport } from '../wire/envelopeTypes';
import type { Client } from './clientTypes';
import type { Delivery } from './createDelivery';
import type { Step } from './hookRunner';
import type { Integration } from './integration';
import type { Entry, Ledger } from './ledger';
import type { Deps, VigilOptions } from './options';
import type { ClientStats } from './outcomeTypes';
import type { Platform } from './platform';
import type { Stages } from './stages';

/** What the parts of one client share. */
export interface Core extends Required<Deps> {
  readonly client: Client;
  readonly options: VigilOptions;
  readonly platform: Platform;
  readonly stats: ClientStats;
  /** Made with the first capture: most pages and many processes never have one. An extension may answer others in their place. */
  stages(): Stages;
  readonly ledger: Ledger;
  readonly integrations: Map<string, Integration>;
  /** The integrations' and the client's own, in the order they came. */
  readonly processors: Step[];
  /** Absent without a usable DSN or transport. */
  transport?: Transport | undefined;
  delivery?: Delivery | undefined;
  /** By which the queue sends: an extension may take it by another. */
  send?: Send<Entry>;
  /** Whether the client's hook of this name has a listener. */
  hears(name: string): boolean;
  /** Code of the host, or ours, failed: counted, kept as `lastError`. */
  hookError(error: unknown): undefined;
}
