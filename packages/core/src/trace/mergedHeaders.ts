import { mergeBaggage, parseBaggage } from './baggage';
import type { TraceHeaders } from './propagation';

/** Our headers beside those that are there: baggage is joined, a `traceparent` of somebody else's is theirs. */
export function mergedHeaders(ours: TraceHeaders, find: (name: string) => unknown): Record<string, string> {
  const added: Record<string, string> = { 'sentry-trace': ours['sentry-trace'] };
  const existing = find('baggage');
  if (ours.baggage)
    added['baggage'] = existing === undefined ? ours.baggage : mergeBaggage(existing, parseBaggage(ours.baggage).sentry ?? {});
  if (ours.traceparent && find('traceparent') === undefined) added['traceparent'] = ours.traceparent;
  return added;
}
