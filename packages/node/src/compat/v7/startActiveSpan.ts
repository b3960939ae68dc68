import { type Span, type StartSpanOptions, startSpan } from '@vigil/node';
import { deprecated } from './deprecated';

/** `startSpan`. */
export function startActiveSpan<T>(options: StartSpanOptions, callback: (span: Span) => T): T {
  deprecated('startActiveSpan', 'use startSpan()');
  return startSpan(options, callback);
}
