import type { Callback } from '../base/callback';
import type { ScrubOptions } from '../safe/scrubOptions';
import type { CaptureContext } from '../scope/captureContext';
import type { StackParser } from '../stack/types';
import type { TransportFactory } from '../wire/envelopeTypes';
import type { Breadcrumb, Event } from '../wire/event';
import type { BreadcrumbHint, EventHint } from './hint';
import type { Integration } from './integration';
import type { Log, LogSeverityLevel, Metric } from './sentryItems';
import type { SentryOptions } from './sentryOptions';

// The options of api.md section 1. Flat as in Sentry; a signal that comes later reads its own from the client.

export type ErrorClass = abstract new (...args: never[]) => Error;
export type ErrorLike = Error & { status?: number; statusCode?: number; code?: unknown };
export type Consent = 'granted' | 'pending' | 'denied';
/** `true` = all keys, `false` = none; lists match header, cookie or parameter names without regard to case. */
export type Collect = boolean | { allow: string[] } | { deny: string[] };

/** Which lines of a log leave. */
export interface LogOptions {
  /** The least level. Default `trace`. */
  minLevel?: LogSeverityLevel | undefined;
  /** Share of them, 0..1. Default 1. */
  sampleRate?: number | undefined;
}

/** What is collected at all; the scrubber runs on whatever this lets in. */
export interface DataCollection {
  /** Default false. */
  userInfo?: boolean | undefined;
  /** Default false. */
  cookies?: Collect | undefined;
  /** Default: a list of harmless headers. */
  httpHeaders?: Collect | { request?: Collect | undefined; response?: Collect | undefined } | undefined;
  /** Default []. `outgoingRequest` and `incomingResponse`: as errors of clients carry them; `outgoingResponse` has no effect. */
  httpBodies?: Array<'incomingRequest' | 'outgoingRequest' | 'incomingResponse' | 'outgoingResponse'> | undefined;
  /** Default false: parameter names stay, their values are filtered. */
  urlQueryParams?: Collect | undefined;
  databaseQueryData?: boolean | undefined;
  queues?: boolean | undefined;
  graphQL?: { document?: boolean | undefined; variables?: boolean | undefined } | undefined;
  genAI?: { inputs?: boolean | undefined; outputs?: boolean | undefined } | undefined;
  /** What tools of an MCP server were called with (`wrapMcpServerWithSentry`): default as `sendDefaultPii`. `outputs` has no effect. */
  mcp?: { inputs?: boolean | undefined; outputs?: boolean | undefined } | undefined;
  stackFrameVariables?: Collect | undefined;
  /** Source lines on each side of a frame's own. Default 5. */
  frameContextLines?: number | undefined;
}

/** A token bucket: `burst` at once, then `perMinute` more each minute. */
export interface Rate {
  burst?: number | undefined;
  perMinute?: number | undefined;
}
/** The flood budget for errors and messages. A process-ending error always passes; level `fatal` skips `total`. */
export interface BudgetOptions {
  /** Default burst 5, 1 a minute. */
  perIssue?: Rate | undefined;
  /** Default 500 and 500 on a server, 60 and 100 in a browser. */
  total?: Rate | undefined;
  /** Issues remembered, least recently seen out. Default 1,000 (browser 100). */
  maxIssues?: number | undefined;
  /** Default true: under 50 % of `total` left drops debug and info, under 20 % warning; never error or fatal. */
  shed?: boolean | undefined;
}
export interface RetryOptions {
  /** Default 5. */
  maxAttempts?: number | undefined;
  /** Default 500; doubles with full jitter. */
  baseMs?: number | undefined;
  /** Default 30,000. */
  maxDelayMs?: number | undefined;
  /** Default 300,000. */
  maxAgeMs?: number | undefined;
}
export interface SpoolOptions {
  dir: string;
  /** Default 50 MiB. */
  maxBytes?: number | undefined;
  /** Default 7 days. */
  maxAgeMs?: number | undefined;
  /** Default 'exit'. */
  when?: 'exit' | 'always' | undefined;
}
export interface FingerprintRule {
  when: {
    type?: string | RegExp | undefined;
    message?: string | RegExp | undefined;
    file?: string | RegExp | undefined;
    tags?: Record<string, string | RegExp> | undefined;
  };
  fingerprint: string[];
}
/** Each is called with one text. */
export type Logger = Partial<Record<'debug' | 'info' | 'warn' | 'error', Callback<(line: string, ...more: unknown[]) => void> | undefined>>;
/** Clock, random and ids, replaceable so that tests can be exact. */
export interface Deps {
  /** Milliseconds since the epoch. */
  now?: Callback<() => number> | undefined;
  /** In [0, 1). */
  random?: Callback<() => number> | undefined;
  /** 32 lower hex. */
  uuid?: Callback<() => string> | undefined;
  /** A timer that never keeps the process alive; returns its cancel. */
  timer?: Callback<(callback: () => void, ms: number) => () => void> | undefined;
}
export type BreadcrumbSource = 'console' | 'http' | 'fetch' | 'xhr' | 'dom' | 'history' | 'log' | 'query';
export interface VigilOptions extends SentryOptions {
  /** One DSN; an array is ordered failover. '' disables. */
  dsn?: string | string[] | undefined;
  /** Default `production`. */
  environment?: string | undefined;
  release?: string | undefined;
  dist?: string | undefined;
  /** Default: the host name, on a server. */
  serverName?: string | undefined;
  includeServerName?: boolean | undefined;
  /** Default true. false: the API works, nothing is captured, nothing patched. */
  enabled?: boolean | undefined;
  enabledEnvironments?: string[] | undefined;
  /** Default false. true: says what it does, and why an event was dropped. */
  debug?: boolean | undefined;
  /** Tags `service`, `region`. */
  service?: string | undefined;
  region?: string | undefined;
  initialScope?: CaptureContext | undefined;
  /** Share of errors that is sent, 0..1. Default 1. */
  sampleRate?: number | undefined;
  /** Default 100. */
  maxBreadcrumbs?: number | undefined;
  /** For all breadcrumbs of an event, oldest out. Default 32,000. */
  maxBreadcrumbBytes?: number | undefined;
  /** Per source; `false` turns all automatic breadcrumbs off. Default: all on. */
  breadcrumbs?: false | Partial<Record<BreadcrumbSource, boolean | undefined>> | undefined;
  /** A stack on messages and non-errors. Default true. */
  attachStacktrace?: boolean | undefined;
  beforeSend?: Callback<(event: Event, hint: EventHint) => Event | null | PromiseLike<Event | null>> | undefined;
  beforeBreadcrumb?: Callback<(breadcrumb: Breadcrumb, hint?: BreadcrumbHint) => Breadcrumb | null> | undefined;
  /** Text = substring, RegExp, class = instanceof, any other function = predicate. */
  ignoreErrors?: Array<string | RegExp | ErrorClass | ((error: ErrorLike) => boolean)> | undefined;
  allowUrls?: Array<string | RegExp> | undefined;
  denyUrls?: Array<string | RegExp> | undefined;
  fingerprintRules?: FingerprintRule[] | undefined;
  groupingDiscriminator?: string | ((event: Event, hint: EventHint) => string | undefined) | undefined;
  /** On the file name; include wins. */
  inAppInclude?: Array<string | RegExp> | undefined;
  inAppExclude?: Array<string | RegExp> | undefined;
  integrations?: Integration[] | ((defaults: Integration[]) => Integration[]) | undefined;
  defaultIntegrations?: false | Integration[] | undefined;
  tunnel?: string | undefined;
  transport?: TransportFactory | undefined;
  transportOptions?: Record<string, unknown> | undefined;
  stackParser?: StackParser | undefined;
  tracePropagationTargets?: Array<string | RegExp> | undefined;
  /** Default false: also send W3C `traceparent`. */
  propagateTraceparent?: boolean | undefined;
  /** Default false. true: only a trace of our own organisation is continued. */
  strictTraceContinuation?: boolean | undefined;
  orgId?: string | number | undefined;
  /** Default true. */
  sendClientReports?: boolean | undefined;
  /** How long the process end may wait for delivery. Milliseconds, default 2,000. */
  shutdownTimeout?: number | undefined;
  /** Called with what ends the process: an error, unless the application threw something else. */
  onFatalError?: Callback<(error: Error) => void> | undefined;
  spotlight?: boolean | string | undefined;
  budget?: false | BudgetOptions | undefined;
  dataCollection?: DataCollection | undefined;
  /** Default false. true widens `dataCollection`'s defaults. */
  sendDefaultPii?: boolean | undefined;
  /** false turns the scrubber off (warned once). */
  scrub?: false | ScrubOptions | undefined;
  retry?: false | RetryOptions | undefined;
  /** Default 32 MiB on a server, 1 MiB in a browser; estimated at capture. */
  queue?: { maxBytes?: number | undefined } | undefined;
  /** Default true: `logger` sends. */
  enableLogs?: boolean | undefined;
  logs?: LogOptions | undefined;
  /** Read for each log, before the scrubber. Answers at once; null drops it. */
  beforeSendLog?: Callback<(log: Log) => Log | null> | undefined;
  /** Default true: `metrics` sends. */
  enableMetrics?: boolean | undefined;
  beforeSendMetric?: Callback<(metric: Metric) => Metric | null> | undefined;
  spool?: false | 'exit' | 'always' | SpoolOptions | undefined;
  backend?: 'sentry' | 'glitchtip' | 'bugsink' | undefined;
  consent?: Consent | undefined;
  owns?: { frames?: Array<string | RegExp> | undefined } | undefined;
  fallback?: boolean | undefined;
  /** SDK messages; false: none. Default `console`, and of that only `warn` unless `debug`. */
  logger?: false | Logger | undefined;
  deps?: Deps | undefined;

  // Kept for old code: extra caps when set, bytes alone when not.
  normalizeDepth?: number | undefined;
  maxValueLength?: number | undefined;
  normalizeMaxBreadth?: number | undefined;
}
/** Under Sentry's names. */
export interface Options extends VigilOptions {}
export interface ClientOptions extends VigilOptions {}
