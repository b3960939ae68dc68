import type { Callback } from '../base/callback';
import type { Event, RequestEventData } from '../wire/event';
import type { SpanJSON } from '../wire/spanJson';
import type { EventHint } from './hint';

export interface SamplingContext {
  name: string;
  attributes?: Record<string, unknown>;
  parentSampled?: boolean;
  parentSampleRate?: number;
  /** The request that the trace is of, on a server. */
  normalizedRequest?: RequestEventData;
  /** The decision that came with the trace, as a rate; without one, the rate given. */
  inheritOrSampleWith(fallback: number): number;
  [key: string]: unknown;
}
/** Under Sentry's other name. */
export type TracesSamplerSamplingContext = SamplingContext;
type SpanRule = string | RegExp | { name?: string | RegExp | undefined; op?: string | RegExp | undefined };

/** Options of Sentry's whose feature does not exist yet: accepted and checked from the first day, without effect until it does. */
export interface SentryOptions {
  tracesSampleRate?: number | undefined;
  tracesSampler?: ((context: SamplingContext) => number | boolean) | undefined;
  profilesSampleRate?: number | undefined;
  profileSessionSampleRate?: number | undefined;
  profileLifecycle?: 'manual' | 'trace' | undefined;
  replaysSessionSampleRate?: number | undefined;
  replaysOnErrorSampleRate?: number | undefined;
  beforeSendTransaction?: Callback<(event: Event, hint: EventHint) => Event | null | PromiseLike<Event | null>> | undefined;
  beforeSendSpan?: Callback<(span: SpanJSON) => SpanJSON> | undefined;
  ignoreTransactions?: Array<string | RegExp> | undefined;
  ignoreSpans?: SpanRule[] | undefined;
  traceLifecycle?: 'static' | 'stream' | undefined;
  parentSpanIsAlwaysRootSpan?: boolean | undefined;
  includeLocalVariables?: boolean | undefined;
  clientReportFlushInterval?: number | undefined;
  enhanceFetchErrorMessages?: 'always' | 'report-only' | false | undefined;
  enableOpenTelemetrySetup?: boolean | undefined;
  skipOpenTelemetrySetup?: boolean | undefined;
  enableRuntimeChannelInjection?: boolean | undefined;
  skipBrowserExtensionCheck?: boolean | undefined;
  cdnBaseUrl?: string | undefined;
  /** Sentry's internals, handed through by wrappers: taken as they are. */
  _experiments?: Record<string, unknown> | undefined;
  _metadata?: Record<string, unknown> | undefined;
}
