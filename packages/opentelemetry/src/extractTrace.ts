import { type Context, createTraceState, type TextMapGetter, TraceFlags, trace } from '@opentelemetry/api';
import { continueFrom, getClient } from '@vigil/core';
import { withBaggage } from './baggage/withBaggage';
import { withContinued } from './traceOf';

/** `context` with the trace and the baggage of the carrier; without what cannot be read. */
export function extractTrace(context: Context, carrier: unknown, getter: TextMapGetter, deferred: TraceFlags): Context {
  const read = (name: string) => {
    const value = getter.get(carrier, name);
    return Array.isArray(value) ? value[0] : value;
  };
  const incoming = { sentryTrace: read('sentry-trace'), traceparent: read('traceparent'), baggage: getter.get(carrier, 'baggage') };
  const carried = withBaggage(context, incoming.baggage);
  const continued = continueFrom(incoming, getClient()?.identity ?? {});
  const { traceId, parentSpanId, sampled } = continued;
  // Nothing to continue, or another organisation's trace.
  if (!parentSpanId) return carried;
  const traceFlags = sampled === undefined ? deferred : sampled ? TraceFlags.SAMPLED : TraceFlags.NONE;
  const state = getter.get(carrier, 'tracestate');
  // What vendors say of another trace is not handed on.
  const sameTrace = String(incoming.traceparent).trim().slice(3, 35) === traceId;
  const traceState = state && sameTrace ? createTraceState(String(state)) : undefined;
  return withContinued(
    trace.setSpanContext(carried, { traceId, spanId: parentSpanId, traceFlags, isRemote: true, ...(traceState && { traceState }) }),
    continued,
  );
}
