import { type Context, propagation, type TextMapSetter, trace } from '@opentelemetry/api';
import { type Client, getClient, isSentryRequest, outgoingHeaders, parseBaggage, shouldPropagate } from '@vigil/core';
import { carriedHeader } from './baggage/carriedHeader';
import { joinBaggage } from './baggage/joinBaggage';
import { isSuppressed } from './contextManager';
import { traceOf } from './traceOf';

/** Writes the trace and the baggage of `context` into the carrier, beside what is there. */
export function injectTrace(context: Context, carrier: unknown, setter: TextMapSetter): void {
  if (isSuppressed(context)) return;
  const ours = sentryHeaders(context);
  if (ours) setter.set(carrier, 'sentry-trace', ours['sentry-trace']);
  writeTraceparent(context, carrier, setter);
  const [name, existing] = carriedHeader(carrier, 'baggage');
  const baggage = joinBaggage(existing, propagation.getBaggage(context), parseBaggage(ours?.baggage).sentry);
  if (baggage) setter.set(carrier, name, baggage);
}

/** Undefined without a span, without an enabled client, or where the trace is not to go. */
function sentryHeaders(context: Context): ReturnType<typeof outgoingHeaders> | undefined {
  const client = getClient();
  const propagated = traceOf(context);
  return propagated && client?.isEnabled() && isTarget(context, client) ? outgoingHeaders(propagated, client.identity) : undefined;
}

/** By the URL that spans of outgoing requests carry. A message has none and goes to whom the application chose. */
function isTarget(context: Context, client: Client): boolean {
  const { attributes } = trace.getSpan(context) as { attributes?: Record<string, unknown> };
  const url = attributes?.['url.full'] ?? attributes?.['http.url'];
  return typeof url !== 'string' || (!isSentryRequest(url, client) && shouldPropagate(url, client.getOptions().tracePropagationTargets));
}

/** Version 00, with all the flags that OpenTelemetry knows of. */
function writeTraceparent(context: Context, carrier: unknown, setter: TextMapSetter): void {
  const at = traceOf(context) && trace.getSpanContext(context);
  if (!at) return;
  setter.set(carrier, 'traceparent', `00-${at.traceId}-${at.spanId}-${at.traceFlags.toString(16).padStart(2, '0')}`);
  const state = at.traceState?.serialize();
  if (state) setter.set(carrier, 'tracestate', state);
}
