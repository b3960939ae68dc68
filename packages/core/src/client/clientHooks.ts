import type { Span } from '../later/span';
import type { StartSpanOptions } from '../later/startSpan';
import type { TraceHeaders } from '../trace/propagation';
import type { Envelope, TransportResponse } from '../wire/envelopeTypes';
import type { Breadcrumb, Event } from '../wire/event';
import type { BreadcrumbHint, EventHint } from './hint';
import type { Log, Metric } from './sentryItems';

/**
 * What listeners of `client.on` are given, by the name of the hook: Sentry's names and arguments. Those of spans are heard
 * once their feature exists.
 */
export interface ClientHooks {
  /** Before any processor. May change the event. */
  preprocessEvent: [event: Event, hint: EventHint];
  /** After all processors, before `beforeSend`. May change the event. */
  postprocessEvent: [event: Event, hint: EventHint];
  /** As it leaves. What is changed here goes through the scrubber again. */
  beforeSendEvent: [event: Event, hint: EventHint];
  /** Once its outcome is known. */
  afterSendEvent: [event: Event, response: TransportResponse];
  /** What a user had to say, before any processor. May change it. */
  beforeSendFeedback: [feedback: Event, options?: { includeReplay?: boolean | undefined }];
  beforeAddBreadcrumb: [breadcrumb: Breadcrumb, hint?: BreadcrumbHint];
  beforeEnvelope: [envelope: Envelope];
  startRequestSession: [];
  /** `timeout` in milliseconds, as `flush` got it. */
  flush: [timeout?: number];
  close: [];
  createDsc: [dsc: Record<string, string | undefined>, root?: Span];
  startPageLoadSpan: [options: StartSpanOptions, traceOptions?: TraceHeaders];
  startNavigationSpan: [options: StartSpanOptions, navigationOptions?: { isRedirect?: boolean | undefined }];
  spanStart: [span: Span];
  spanEnd: [span: Span];
  afterSpanEnd: [span: Span];
  beforeCaptureLog: [log: Log];
  afterCaptureLog: [log: Log];
  flushLogs: [];
  processMetric: [metric: Metric];
  afterCaptureMetric: [metric: Metric];
  flushMetrics: [];
}
