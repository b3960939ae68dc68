import { type Context, isSpanContextValid, type Span, TraceFlags, trace } from '@opentelemetry/api';
import type { PropagationContext } from '@vigil/core';

/** Where a context keeps the trace that its headers brought, whichever copy of this file read them. */
const CONTINUED: unique symbol = Symbol.for('vigil/1/opentelemetry');

export function withContinued(context: Context, continued: PropagationContext): Context {
  return context.setValue(CONTINUED, continued);
}

/** The trace of the span in this context, in Vigil's words; undefined where there is no valid one. */
export function traceOf(context: Context): PropagationContext | undefined {
  const span = trace.getSpan(context);
  const at = span?.spanContext();
  if (!span || !at || !isSpanContextValid(at)) return undefined;
  const { traceId, spanId, traceFlags } = at;
  const kept = context.getValue(CONTINUED) as PropagationContext | undefined;
  // A span may have begun another trace since.
  const continued = kept?.traceId === traceId ? kept : undefined;
  return {
    traceId,
    propagationSpanId: spanId,
    parentSpanId: parentOf(span),
    sampled: (traceFlags & TraceFlags.SAMPLED) !== 0,
    sampleRand: continued?.sampleRand ?? randomOf(traceId),
    dsc: continued?.dsc,
  };
}

/** The API does not tell it; spans of the SDK do, from 2.0 on by a span context. */
function parentOf(span: Span): string | undefined {
  const { parentSpanContext, parentSpanId } = span as { parentSpanContext?: { spanId?: unknown }; parentSpanId?: unknown };
  const id = parentSpanContext?.spanId ?? parentSpanId;
  return typeof id === 'string' && id ? id : undefined;
}

/** In [0, 1), the same wherever the trace goes: its last 52 bits, which W3C Trace Context level 2 asks to be random. */
function randomOf(traceId: string): number {
  return parseInt(traceId.slice(-13), 16) / 2 ** 52;
}
