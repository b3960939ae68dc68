import type { ScrubOptions } from '../safe/scrubOptions';
import type { CaptureContext } from '../scope/captureContext';
import type { StackParser } from '../stack/types';
import type { TransportFactory } from '../wire/envelopeTypes';
import type { Breadcrumb, Event } from '../wire/event';
import type { BreadcrumbHint, EventHint } from './hint';
import type { Integration } from './integration';

// The options of api.md section 1. Flat as in Sentry; a signal that comes later reads its own from the client.

export type ErrorClass = abstract new (...args: never[]) => Error;
export type ErrorLike = Error & { status?: number; statusCode?: number; code?: unknown };
export type Consent = 'granted' | 'pending' | 'denied';
/** `true` = all keys, `false` = none; lists match header, cookie or parameter names without regard to case. */
export type Collect = boolean | { allow: string[] } | { deny: string[] };

/** What is collected at all; the scrubber runs on whatever this lets in. */
export interface DataCollection {
  /** Default false. */
  userInfo?: boolean;
  /** Default false. */
  cookies?: Collect;
  /** Default: a list of harmless headers. */
  httpHeaders?: Collect | { request?: Collect; response?: Collect };
  /** Default []. */
  httpBodies?: Array<'incomingRequest' | 'outgoingRequest' | 'incomingResponse' | 'outgoingResponse'>;
  /** Default false: parameter names stay, their values are filtered. */
  urlQueryParams?: Collect;
  databaseQueryData?: boolean;
  queues?: boolean;
  stackFrameVariables?: Collect;
  /** Source lines on each side of a frame's own. Default 5. */
  frameContextLines?: number;
}

/** A token bucket: `burst` at once, then `perMinute` more each minute. */
export interface Rate {
  burst?: number;
  perMinute?: number;
}
/** The flood budget for errors and messages. A process-ending error always passes; level `fatal` skips `total`. */
export interface BudgetOptions {
  /** Default burst 5, 1 a minute. */
  perIssue?: Rate;
  /** Default 500 and 500 on a server, 60 and 100 in a browser. */
  total?: Rate;
  /** Issues remembered, least recently seen out. Default 1,000 (browser 100). */
  maxIssues?: number;
  /** Default true: under 50 % of `total` left drops debug and info, under 20 % warning; never error or fatal. */
  shed?: boolean;
}
export interface RetryOptions {
  /** Default 5. */
  maxAttempts?: number;
  /** Default 500; doubles with full jitter. */
  baseMs?: number;
  /** Default 30,000. */
  maxDelayMs?: number;
  /** Default 300,000. */
  maxAgeMs?: number;
}
export interface SpoolOptions {
  dir: string;
  /** Default 50 MiB. */
  maxBytes?: number;
  /** Default 7 days. */
  maxAgeMs?: number;
  /** Default 'exit'. */
  when?: 'exit' | 'always';
}
export interface FingerprintRule {
  when: { type?: string | RegExp; message?: string | RegExp; file?: string | RegExp; tags?: Record<string, string | RegExp> };
  fingerprint: string[];
}
export type Logger = Partial<Record<'debug' | 'info' | 'warn' | 'error', (...args: unknown[]) => void>>;
/** Clock, random and ids, replaceable so that tests can be exact. */
export interface Deps {
  /** Milliseconds since the epoch. */
  now?(): number;
  /** In [0, 1). */
  random?(): number;
  /** 32 lower hex. */
  uuid?(): string;
  /** A timer that never keeps the process alive; returns its cancel. */
  timer?(callback: () => void, ms: number): () => void;
}
export type BreadcrumbSource = 'console' | 'http' | 'fetch' | 'xhr' | 'dom' | 'history' | 'log' | 'query';
export interface SamplingContext {
  name?: string;
  attributes?: Record<string, unknown>;
  parentSampled?: boolean;
  parentSampleRate?: number;
  [key: string]: unknown;
}

export interface VigilOptions {
  /** One DSN; an array is ordered failover. '' disables. */
  dsn?: string | string[];
  /** Default `production`. */
  environment?: string;
  release?: string;
  dist?: string;
  /** Default: the host name, on a server. */
  serverName?: string;
  includeServerName?: boolean;
  /** Default true. false: the API works, nothing is captured, nothing patched. */
  enabled?: boolean;
  enabledEnvironments?: string[];
  /** Default false. true: says what it does, and why an event was dropped. */
  debug?: boolean;
  /** Tags `service`, `region`. */
  service?: string;
  region?: string;
  initialScope?: CaptureContext;
  /** Share of errors that is sent, 0..1. Default 1. */
  sampleRate?: number;
  /** Default 100. */
  maxBreadcrumbs?: number;
  /** For all breadcrumbs of an event, oldest out. Default 32,000. */
  maxBreadcrumbBytes?: number;
  /** Per source; `false` turns all automatic breadcrumbs off. Default: all on. */
  breadcrumbs?: false | Partial<Record<BreadcrumbSource, boolean>>;
  /** A stack on messages and non-errors. Default true. */
  attachStacktrace?: boolean;
  beforeSend?(event: Event, hint: EventHint): Event | null | PromiseLike<Event | null>;
  beforeBreadcrumb?(breadcrumb: Breadcrumb, hint?: BreadcrumbHint): Breadcrumb | null;
  /** Text = substring, RegExp, class = instanceof, any other function = predicate. */
  ignoreErrors?: Array<string | RegExp | ErrorClass | ((error: ErrorLike) => boolean)>;
  allowUrls?: Array<string | RegExp>;
  denyUrls?: Array<string | RegExp>;
  fingerprintRules?: FingerprintRule[];
  groupingDiscriminator?: string | ((event: Event, hint: EventHint) => string | undefined);
  /** On the file name; include wins. */
  inAppInclude?: Array<string | RegExp>;
  inAppExclude?: Array<string | RegExp>;
  integrations?: Integration[] | ((defaults: Integration[]) => Integration[]);
  defaultIntegrations?: false | Integration[];
  tunnel?: string;
  transport?: TransportFactory;
  transportOptions?: Record<string, unknown>;
  stackParser?: StackParser;
  tracePropagationTargets?: Array<string | RegExp>;
  /** Default false: also send W3C `traceparent`. */
  propagateTraceparent?: boolean;
  /** Default false. true: only a trace of our own organisation is continued. */
  strictTraceContinuation?: boolean;
  orgId?: string | number;
  /** Default true. */
  sendClientReports?: boolean;
  /** How long the process end may wait for delivery. Milliseconds, default 2,000. */
  shutdownTimeout?: number;
  onFatalError?(error: unknown): void;
  spotlight?: boolean | string;
  budget?: false | BudgetOptions;
  dataCollection?: DataCollection;
  /** Default false. true widens `dataCollection`'s defaults. */
  sendDefaultPii?: boolean;
  /** false turns the scrubber off (warned once). */
  scrub?: false | ScrubOptions;
  retry?: false | RetryOptions;
  /** Default 32 MiB on a server, 1 MiB in a browser; estimated at capture. */
  queue?: { maxBytes?: number };
  spool?: false | 'exit' | 'always' | SpoolOptions;
  backend?: 'sentry' | 'glitchtip' | 'bugsink';
  consent?: Consent;
  owns?: { frames?: Array<string | RegExp> };
  fallback?: boolean;
  /** SDK messages; false: none. Default `console`, and of that only `warn` unless `debug`. */
  logger?: false | Logger;
  deps?: Deps;

  // Kept for old code: extra caps when set, bytes alone when not.
  normalizeDepth?: number;
  maxValueLength?: number;
  normalizeMaxBreadth?: number;

  // Accepted and checked from the first day; without effect until the feature exists.
  tracesSampleRate?: number;
  tracesSampler?: (context: SamplingContext) => number | boolean;
  profilesSampleRate?: number;
  profileSessionSampleRate?: number;
  replaysSessionSampleRate?: number;
  replaysOnErrorSampleRate?: number;
  enableLogs?: boolean;
  beforeSendTransaction?(event: Event, hint: EventHint): Event | null | PromiseLike<Event | null>;
  ignoreTransactions?: Array<string | RegExp>;
}
