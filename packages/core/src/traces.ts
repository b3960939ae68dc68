import { safely } from './base/safely';
import type { Client } from './client/clientTypes';
import type { Span } from './later/span';
import { getCurrentHub } from './scope/hub';
import { inNewTrace, inTrace } from './scope/inTrace';
import { callbackOf } from './scope/refuse';
import type { Scope } from './scope/scope';
import { readTrace, type TraceCell } from './scope/traceCell';
import {
  continueFrom,
  newPropagation,
  outgoingHeaders,
  type PropagationContext,
  shouldPropagate,
  type TraceHeaders,
  traceContextOf,
} from './trace/propagation';
import { quietly } from './trace/quietly';
import type { TraceContext } from './wire/contexts';

// Trace identity without spans (protocol 13): errors and outgoing requests carry the trace, whether anybody samples it or not.

/** Runs `callback` under the trace the headers name; malformed or foreign ones start a new trace. Makes no span. */
export function continueTrace<T>(
  headers: { sentryTrace?: string | undefined; baggage?: string | string[] | null | undefined; traceparent?: string | undefined },
  callback: () => T,
): T {
  const run = callbackOf('continueTrace', callback);
  return inTrace(client => continueFrom(headers ?? {}, client?.identity ?? {}, client?.identity.ids), run);
}
export function startNewTrace<T>(callback: () => T): T {
  return inNewTrace(callbackOf('startNewTrace', callback));
}
/** Requests made in `callback` carry no trace headers; beside OpenTelemetry they make no spans either. */
export function suppressTracing<T>(callback: () => T): T {
  const run = callbackOf('suppressTracing', callback);
  return inTrace(
    client => readTrace(getCurrentHub().traceCell(), client),
    () => quietly(run),
    true,
  );
}

export interface TraceDataOptions {
  propagateTraceparent?: boolean | undefined;
  /** Stands as the parent of whoever continues the trace. Default: nobody's span, as long as none is recorded. */
  span?: Span | undefined;
  /** The trace of another scope, or by another client, than those of now. */
  scope?: Scope | undefined;
  client?: Client | undefined;
}

/** The headers that hand this trace on; `{}` without an enabled client. */
export function getTraceData(options?: TraceDataOptions): Partial<TraceHeaders> {
  const hub = getCurrentHub();
  const { client = hub.getClient(), scope, span } = options ?? {};
  if (!client?.isEnabled()) return {};
  const traceparent = options?.propagateTraceparent ?? client.getOptions().propagateTraceparent ?? false;
  const trace = safely(() => scope?.getPropagationContext()) ?? readTrace(hub.traceCell(), client);
  return outgoingHeaders(safely(() => ofSpan(trace, span)) ?? trace, client.identity, { traceparent });
}
/** One of another trace has a number of its own, and nothing decided. */
function ofSpan(trace: PropagationContext, span: Span | undefined): PropagationContext | undefined {
  if (!span) return undefined;
  const { traceId, spanId: propagationSpanId } = span.spanContext();
  return traceId === trace.traceId ? { ...trace, propagationSpanId } : { ...newPropagation(), traceId, propagationSpanId };
}
/**
 * The trace of now, for lines of the application's own log: `trace_id` (32 hex) and `span_id` (16), which events of the same request
 * have too (`contexts.trace`). A new object each time; `{}` without an enabled client.
 */
export function getTraceFields(): Partial<Pick<TraceContext, 'trace_id' | 'span_id'>> {
  const hub = getCurrentHub();
  const client = hub.getClient();
  if (!client?.isEnabled()) return {};
  const { trace_id, span_id } = traceContextOf(readTrace(hub.traceCell(), client));
  return { trace_id, span_id };
}
/** `getTraceData` as HTML meta tags, for a page's head. */
export function getTraceMetaTags(data?: object): string {
  const escaped = (text: string) => text.replace(/[&"<>]/g, each => `&#${each.charCodeAt(0)};`);
  return Object.entries(data ?? getTraceData())
    .map(([name, value]) => `<meta name="${name}" content="${escaped(String(value))}"/>`)
    .join('\n');
}

/** True for requests of an SDK itself: to an envelope endpoint, the DSN's project or the tunnel, not to what begins as that. */
export function isSentryRequest(
  url: string,
  client: Client | undefined = getCurrentHub().getClient(),
  tunnel: string | undefined = client?.getOptions().tunnel,
): boolean {
  // of whichever DSN: failover and routing know several
  if (/\/api\/\d+\/envelope\/\?sentry_version=/.test(url)) return true;
  const dsn = client?.getDsn();
  if (!dsn) return false;
  const host = `//${dsn.host}${dsn.port ? `:${dsn.port}` : ''}/`;
  const isTunnel = !!tunnel && url.startsWith(tunnel) && /^\/?(?:[?#]|$)/.test(url.slice(tunnel.length));
  return isTunnel || (url.includes(host) && url.includes(`/api/${dsn.projectId}/`));
}

/** What to write on a request to `url` (protocol 13.4); undefined: nothing. */
export function outgoingTraceHeaders(url: string): TraceHeaders | undefined {
  const hub = getCurrentHub();
  const client = hub.getClient();
  const cell: TraceCell = hub.traceCell();
  if (!client?.isEnabled() || cell.suppressed || isSentryRequest(url, client)) return undefined;
  const { tracePropagationTargets, propagateTraceparent } = client.getOptions();
  if (!(client.identity.propagates ?? shouldPropagate)(url, tracePropagationTargets)) return undefined;
  return outgoingHeaders(readTrace(cell, client), client.identity, { traceparent: !!propagateTraceparent });
}

/** `sentry-trace` of a span; undefined without an enabled client. */
export function spanToTraceHeader(span: Span): string | undefined {
  return getTraceData({ span })['sentry-trace'];
}
/** The same of `baggage`. */
export function spanToBaggageHeader(span: Span): string | undefined {
  return getTraceData({ span }).baggage;
}
