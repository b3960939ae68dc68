import { callbackOf } from '@vigil/core';
import {
  type Span,
  type StartSpanOptions,
  getActiveSpan as todaysActiveSpan,
  startInactiveSpan as todaysInactiveSpan,
  startSpan as todaysSpan,
  startSpanManual as todaysSpanManual,
} from '@vigil/node';
import { equip } from './equip';
import { Transaction, type TransactionContext } from './transaction';

/** What a span of v7 is started with. */
export type SpanContext = Omit<StartSpanOptions, 'name'> & TransactionContext;

/** The span itself, with what programs of v7 call of theirs: they hang children on it, and finish it. */
export function toV7Span(span: Span, context: TransactionContext = {}): Transaction {
  if (span instanceof Transaction) return span;
  const equipped = equip(span as Transaction, Transaction);
  if (!equipped.tags) {
    const { tags, data, name, op, description, status, sampled } = new Transaction(context, span.spanContext().traceId);
    Object.assign(equipped, { tags, data, name, op, description, status, sampled });
  }
  return equipped;
}

export function startSpan<T>(context: SpanContext, callback: (span: Transaction) => T): T {
  return todaysSpan(context as StartSpanOptions, span => callbackOf('startSpan', callback)(toV7Span(span, context)));
}
export function startSpanManual<T>(context: SpanContext, callback: (span: Transaction, finish: () => void) => T): T {
  return todaysSpanManual(context as StartSpanOptions, (span, finish) =>
    callbackOf('startSpanManual', callback)(toV7Span(span, context), finish),
  );
}
export function startInactiveSpan(context: SpanContext): Transaction {
  return toV7Span(todaysInactiveSpan(context as StartSpanOptions), context);
}
export function getActiveSpan(): Transaction | undefined {
  const span = todaysActiveSpan();
  return span && toV7Span(span);
}
