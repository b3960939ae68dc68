import { notBuiltYet } from './notBuiltYet';
import type { Span } from './span';

// Sentry's names about spans, as long as none is recorded.

/** The span itself: a span that keeps nothing has no children. */
export function getSpanDescendants(span: Span): Span[] {
  return [span];
}
/** A `beforeSendSpan` as it is; it is never called yet. */
export function withStaticSpan<F>(callback: F): F {
  notBuiltYet('withStaticSpan');
  return callback;
}
/** A `beforeSendSpan` as it is; it is never called yet. */
export function withStreamedSpan<F>(callback: F): F {
  notBuiltYet('withStreamedSpan');
  return callback;
}
/** Groups the spans of a conversation with a model. No span carries it yet. */
export function setConversationId(_conversationId: string | null | undefined): void {
  notBuiltYet('setConversationId');
}
/** Leaves the client as it is: its requests are watched as all are. */
export function instrumentSupabaseClient(_client: unknown, _options?: { sendOperationData?: boolean }): void {
  notBuiltYet('instrumentSupabaseClient');
}
