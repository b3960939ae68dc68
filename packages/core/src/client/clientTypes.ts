import type { ScrubRules } from '../safe/scrub';
import type { Hub } from '../scope/hub';
import type { Scope } from '../scope/scope';
import type { continueFrom, IdSource, PropagationContext, shouldPropagate, TraceIdentity } from '../trace/propagation';
import type { Parcel } from '../transport/parcel';
import type { DsnRoute } from '../transport/withRoutes';
import type { DsnComponents } from '../wire/dsn';
import type { Envelope, Transport } from '../wire/envelopeTypes';
import type { Breadcrumb, Event, SdkInfo, SeverityLevel } from '../wire/event';
import type { ClientHooks } from './clientHooks';
import type { Explanation } from './explanation';
import type { EventHint, EventProcessor } from './hint';
import type { Integration } from './integration';
import type { Entry } from './ledger';
import type { Consent, VigilOptions } from './options';
import type { ClientStats, Outcome, OutcomeStatus } from './outcomeTypes';
import type { Extension } from './platform';
import type { CaptureInput } from './stages';

/** An envelope that no server has answered for yet, ready to leave by another way (process end). */
export interface Unsent {
  body: string | Uint8Array;
  /** As it waited or was under way. */
  parcel: Parcel<Entry>;
  /** Tells the ledger how it ended after all, which entry of `dsn` took it, and who decided. */
  settle(status: OutcomeStatus, httpStatus?: number, dsnIndex?: number, by?: string): void;
}

export interface Client {
  captureException(error: unknown, hint?: EventHint, scope?: Scope): string;
  captureMessage(message: string, level?: SeverityLevel, hint?: EventHint, scope?: Scope): string;
  captureEvent(event: Event, hint?: EventHint, scope?: Scope): string;
  /** Sends a session as it stands. Heard once sessions are in use: by `startSession`, or a server package. */
  captureSession(session: object): void;
  /** What all of these come to. */
  capture(input: CaptureInput): string;
  /**
   * True iff everything captured before the call ended in a deliberate status within `timeout` milliseconds
   * (undefined, negative or NaN: until all are final). Never rejects.
   */
  flush(timeout?: number): Promise<boolean>;
  /** As `flush`, for one request among others: errors that wait for the end of their response go on waiting. */
  drain(timeout?: number): Promise<boolean>;
  /** Flushes, tells what was suppressed, restores every patch, disables. Idempotent. */
  close(timeout?: number): Promise<boolean>;
  /** This client is the active one in `fn` and, where async context exists, in what it awaits. */
  run<T>(fn: () => T): T;
  bind<A extends unknown[], R>(fn: (...args: A) => R): (...args: A) => R;
  /** How the item with this id ended. Resolves with `pending` when `timeoutMs` runs out. */
  outcome(eventId: string, options?: { timeoutMs?: number | undefined }): Promise<Outcome>;
  /** Called once per item; returns the remover. */
  onOutcome(callback: (outcome: Outcome) => void): () => void;
  stats(): ClientStats;
  /**
   * As the function `explain`. A bare client of core cannot before that function was called, or `extend(withExplain)`: it answers
   * `internal_error`.
   */
  explain(input: unknown, hint?: EventHint): Promise<Explanation>;
  /** false: nothing is captured (outcome `disabled`); patches stay. */
  setEnabled(on: boolean): void;
  isEnabled(): boolean;
  /** Whether what is captured may leave and be stored: see `withConsent`. Without that extension anything but `granted` disables. */
  setConsent(state: Consent): void;
  /** Adds what this client does without, as its platform's own extensions do. */
  extend(extension: Extension): void;
  addIntegration(integration: Integration): void;
  getIntegrationByName<T extends Integration = Integration>(name: string): T | undefined;
  addEventProcessor(processor: EventProcessor): void;
  /** Hears a hook; returns the remover. */
  on<Hook extends keyof ClientHooks>(hook: Hook, callback: (...args: ClientHooks[Hook]) => void): () => void;
  on(hook: string, callback: (...args: never[]) => void): () => void;
  emit(hook: string, ...args: unknown[]): void;
  getOptions(): VigilOptions;
  getDsn(): DsnComponents | undefined;
  getTransport(): Transport | undefined;
  sendEvent(event: Event, hint?: EventHint): void;
  sendEnvelope(envelope: Envelope): PromiseLike<unknown>;
  recordDroppedEvent(reason: string, category: string, count?: number): void;
  /** The one way anything is dropped. `eventId`: of the one event it would have been. */
  lose(status: OutcomeStatus, category: string, count?: number, by?: string, eventId?: string): void;
  /** Of the event that this error object became in the isolation scope of now; undefined when it was not captured. */
  eventIdOf(error: unknown): string | undefined;
  /** Takes everything no server has answered for out of the queue, for delivery by another way. */
  takeUnsent(): Unsent[];
  /**
   * Where envelopes can go now, the best first: DSNs that answer before those that do not, each in the order of `dsn`. Absent on a client
   * without failover: to `getDsn()` alone.
   */
  routes?(): DsnRoute[];
  /** Registers what `close()` has to undo. Of an integration: what a denied consent undoes too. */
  onClose(stop: () => void, integration?: Integration): void;
  /** Debug line (only with `debug: true`). */
  debug(message: string): void;
  /** A warning with a code, once per code and key. */
  warn(code: string, key: string, detail?: string): void;
  /** Through `beforeBreadcrumb`; null when it is dropped. */
  filterBreadcrumb(breadcrumb: Breadcrumb, hint?: Record<string, unknown>): Breadcrumb | null;
  /** What trace headers and the dynamic sampling context say of this client. */
  readonly identity: TraceIdentity & {
    ids?: IdSource;
    resume?: typeof continueFrom | undefined;
    /** Another tracer's trace of now. While it answers one, that stands for the scopes' own. */
    active?: (() => PropagationContext | undefined) | undefined;
    /** Which requests get headers, where a platform has a rule of its own. Default: `shouldPropagate`. */
    propagates?: typeof shouldPropagate | undefined;
  };
  /** The context captures belong to outside of any other: the process's for `init`, its own for `createClient`. */
  readonly home: Hub;
  readonly sdk: SdkInfo;
  /** What an error that nobody handled makes of a session. Default `crashed`: it ended the process. */
  unhandledStatus?: 'unhandled' | undefined;
  /** Made when first asked for; an extension may change them. */
  readonly scrubRules: ScrubRules | undefined;
}
