import type { Span } from '../../later/span';
import { type StartSpanOptions, startSpan } from '../../later/startSpan';
import { deprecated } from './deprecated';

/** `startSpan`. */
export function startActiveSpan<T>(options: StartSpanOptions, callback: (span: Span) => T): T {
  deprecated('startActiveSpan', 'use startSpan()');
  return startSpan(options, callback);
}
