import { matches } from '../base/pattern';
import { randomUnit, uuid4 } from '../base/random';
import { safely } from '../base/safely';
import type { TraceContext } from '../wire/contexts';
import { formatBaggage, parseBaggage } from './baggage';
import { formatSentryTrace, parseSentryTrace } from './sentryTrace';
import { formatTraceparent, parseTraceparent } from './traceparent';

/** The trace a scope belongs to. */
export interface PropagationContext {
  traceId: string;
  /** In [0, 1), the same for the whole trace. */
  sampleRand: number;
  parentSpanId?: string;
  /** Absent while nobody has decided. */
  sampled?: boolean;
  /** The dynamic sampling context of whoever began the trace; never changed here. */
  dsc?: Record<string, string>;
  /** Stands for us in outgoing headers while no span does. */
  propagationSpanId: string;
}
/** Headers as they came, of whatever type. */
export interface IncomingTrace {
  sentryTrace?: unknown;
  baggage?: unknown;
  traceparent?: unknown;
}
/** What the client knows of itself. */
export interface TraceIdentity {
  publicKey?: string;
  release?: string;
  environment?: string;
  /** As text, also where the option is a number. */
  orgId?: string;
  /** Continue only traces that certainly are of this organisation (protocol 13.5). */
  strict?: boolean;
}
/** Where ids come from, so that tests can be exact. */
export interface IdSource {
  /** 32 lower hex. */
  uuid(): string;
  /** In [0, 1). */
  random(): number;
}
export interface TraceHeaders {
  'sentry-trace': string;
  baggage?: string;
  traceparent?: string;
}

const RANDOM: IdSource = { uuid: uuid4, random: randomUnit };

/** A trace that begins here. */
export function newPropagation(ids = RANDOM): PropagationContext {
  return { traceId: ids.uuid(), sampleRand: ids.random(), propagationSpanId: ids.uuid().slice(16) };
}

/**
 * The trace that a request or message brings (protocol 13.3, 13.5): `sentry-trace`, else W3C `traceparent`. A new one when neither can be
 * read or the trace is another organisation's. Never throws.
 */
export function continueFrom(incoming: IncomingTrace, identity: TraceIdentity, ids = RANDOM): PropagationContext {
  const own = newPropagation(ids);
  // headers handed over by hand may be anything, getters that throw among them
  return safely(() => continued(incoming, identity, own)) ?? own;
}

function continued(incoming: IncomingTrace, { orgId, strict }: TraceIdentity, own: PropagationContext): PropagationContext {
  const ours = parseSentryTrace(incoming.sentryTrace);
  const parent = ours ?? parseTraceparent(incoming.traceparent);
  if (!parent) return own;
  let dsc = parseBaggage(incoming.baggage).sentry;
  // Who comes by W3C alone need not know Sentry: baggage of another trace is not his, and without any we are Sentry's head of the trace.
  if (!ours && dsc?.['trace_id'] !== parent.traceId) dsc = undefined;
  const org = dsc?.['org_id'];
  if (org !== orgId && (strict || (org && orgId))) return own;
  const sampleRand = sampleRandOf(dsc, parent.sampled, own.sampleRand);
  if (dsc) dsc['sample_rand'] = `${sampleRand}`;
  // A trace of Sentry's without baggage has an empty context for good (13.3, rule 3).
  return { ...own, ...parent, sampleRand, dsc: dsc ?? (ours && {}) };
}

/** The trace's own number, else one that agrees with the decision already taken (13.3, rule 5), else `fresh`. */
function sampleRandOf(dsc: Record<string, string> = {}, sampled: boolean | undefined, fresh: number): number {
  const rate = parseFloat(dsc['sample_rate']!);
  const fitting = [parseFloat(dsc['sample_rand']!), sampled ? fresh * rate : sampled === false ? rate + fresh * (1 - rate) : fresh];
  return fitting.find(rand => rand >= 0 && rand < 1) ?? fresh;
}

/** The trace as `contexts.trace` has it. */
export function traceContextOf(trace: PropagationContext): TraceContext {
  return { trace_id: trace.traceId, span_id: trace.propagationSpanId, parent_span_id: trace.parentSpanId };
}

/** The dynamic sampling context: the one that came with the trace, else ours (protocol 13.2). What is empty is left out. */
export function dscOf({ dsc, traceId }: PropagationContext, identity: TraceIdentity): Record<string, string> {
  if (dsc) return dsc;
  const { environment, release, publicKey, orgId } = identity;
  const ours: Record<string, string | undefined> = { environment, release, public_key: publicKey, trace_id: traceId, org_id: orgId };
  return Object.fromEntries(Object.entries(ours).filter(([, value]) => value)) as Record<string, string>;
}

/** The headers that hand the trace on. Into a `baggage` that is there already, merge `dscOf` with `mergeBaggage`. */
export function outgoingHeaders(
  propagation: PropagationContext,
  identity: TraceIdentity,
  options: { traceparent?: boolean } = {},
): TraceHeaders {
  // a context that was set by hand may lack it
  const { traceId, propagationSpanId = uuid4().slice(16), sampled } = propagation;
  const headers: TraceHeaders = { 'sentry-trace': formatSentryTrace(traceId, propagationSpanId, sampled) };
  const baggage = formatBaggage(dscOf(propagation, identity));
  if (baggage) headers.baggage = baggage;
  if (options.traceparent) headers.traceparent = formatTraceparent(traceId, propagationSpanId, sampled);
  return headers;
}

/**
 * Whether a request to `url` (absolute) gets trace headers. No list: always. Text is looked for in origin and path only, so that neither
 * query nor user-info can name a target; a RegExp is tested on the full URL. Case does not count, nor do the flags g and y.
 */
export function shouldPropagate(url: string, targets: ReadonlyArray<string | RegExp> | undefined): boolean {
  // A backslash ends the authority as a slash does (WHATWG URL).
  const place = url.replace(/[?#].*/s, '').replace(/^([^/]*\/\/)[^/\\]*@/, '$1');
  return (
    !targets ||
    targets.some(target =>
      typeof target === 'string'
        ? matches(place.toLowerCase(), target.toLowerCase())
        : target?.flags !== undefined && matches(url, new RegExp(target, target.flags.replace(/[giy]/g, '') + 'i')),
    )
  );
}
