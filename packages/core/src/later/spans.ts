import type { SpanJSON } from '../wire/spanJson';
import { asItIs } from './asItIs';
import { notBuiltYet } from './notBuiltYet';
import type { Span, SpanStatus } from './span';
import { getActiveSpan } from './startSpan';

// Sentry's functions about spans, for code that calls them: of a span that records nothing they say what it knows.

export const SEMANTIC_ATTRIBUTE_SENTRY_OP = 'sentry.op';
export const SEMANTIC_ATTRIBUTE_SENTRY_ORIGIN = 'sentry.origin';
export const SEMANTIC_ATTRIBUTE_SENTRY_SAMPLE_RATE = 'sentry.sample_rate';
export const SEMANTIC_ATTRIBUTE_SENTRY_SOURCE = 'sentry.source';

/** 4xx and 5xx by the names of gRPC, as Sentry has them. */
const FAILURES: Record<number, string> = {
  401: 'unauthenticated',
  403: 'permission_denied',
  404: 'not_found',
  409: 'already_exists',
  413: 'failed_precondition',
  429: 'resource_exhausted',
  499: 'cancelled',
  501: 'unimplemented',
  503: 'unavailable',
  504: 'deadline_exceeded',
};

export function spanToJSON(span: Span): SpanJSON {
  const { traceId, spanId } = span.spanContext();
  return { trace_id: traceId, span_id: spanId, start_timestamp: 0, data: {} };
}
/** A span without others is its own root. */
export function getRootSpan(span: Span): Span {
  return span;
}
export function updateSpanName(span: Span, name: string): void {
  span.updateName(name);
}
export function getSpanStatusFromHttpCode(httpStatus: number): SpanStatus {
  if (httpStatus >= 100 && httpStatus < 400) return { code: 1 };
  const other = httpStatus >= 400 && httpStatus < 500 ? 'invalid_argument' : 'internal_error';
  return { code: 2, message: FAILURES[httpStatus] ?? other };
}
export function setHttpStatus(span: Span, httpStatus: number): void {
  span.setAttribute('http.response.status_code', httpStatus);
  span.setStatus(getSpanStatusFromHttpCode(httpStatus));
}
/** Of a transaction: nothing is sent yet. */
export function setMeasurement(_name: string, _value: number, _unit?: string, _span: Span | undefined = getActiveSpan()): void {
  notBuiltYet('setMeasurement');
}
/** The span itself: a span that keeps nothing has no children. */
export function getSpanDescendants(span: Span): Span[] {
  return [span];
}
/** A `beforeSendSpan` as it is; it is never called yet. */
export function withStaticSpan<F>(callback: F): F {
  return asItIs('withStaticSpan', callback);
}
/** A `beforeSendSpan` as it is; it is never called yet. */
export function withStreamedSpan<F>(callback: F): F {
  return asItIs('withStreamedSpan', callback);
}
/** Groups the spans of a conversation with a model. No span carries it yet. */
export function setConversationId(_conversationId: string | null | undefined): void {
  notBuiltYet('setConversationId');
}
/** Leaves the client as it is: its requests are watched as all are. */
export function instrumentSupabaseClient(_client: unknown, _options?: { sendOperationData?: boolean }): void {
  notBuiltYet('instrumentSupabaseClient');
}
