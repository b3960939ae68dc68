import { getCurrentScope, safely } from '@vigil/core';
import { hasText, notBuiltYet, refuse } from '../../later/notBuiltYet';
import { getActiveSpan } from './spans';
import { Transaction, type TransactionContext } from './transaction';

/** A transaction of the current trace, or of `context.traceId`. Nothing is recorded yet. Never throws. */
export function startTransaction(context: TransactionContext, _customSamplingContext?: Record<string, unknown>): Transaction {
  notBuiltYet('startTransaction');
  if (!hasText(context, 'name')) refuse('startTransaction');
  const own = safely(() => context.traceId);
  const traceId = /^[\da-f]{32}$/.test(String(own)) ? (own as string) : getCurrentScope().getPropagationContext().traceId;
  return safely(() => new Transaction(context, traceId)) ?? new Transaction({}, traceId);
}

/** The transaction that was put on the current scope (`scope.setSpan`), or that is running (`startSpan`). */
export function getActiveTransaction(): Transaction | undefined {
  return getActiveSpan();
}

/** Nothing is measured yet. */
export function setMeasurement(_name: string, _value: number, _unit?: string): void {
  notBuiltYet('setMeasurement');
}
