import { deprecated } from './deprecated';
import { type SpanContext, startSpan } from './spans';
import type { Transaction } from './transaction';

/** `startSpan`. */
export function startActiveSpan<T>(context: SpanContext, callback: (span: Transaction) => T): T {
  deprecated('startActiveSpan', 'use startSpan()');
  return startSpan(context, callback);
}
