import { type BaggageEntry, baggageEntryMetadataFromString, type Context, propagation } from '@opentelemetry/api';
import { parseBaggage } from '@vigil/core';
import { parsePairs } from './parsePairs';

/** `context` with the header's entries as OpenTelemetry's baggage, Sentry's own aside. What another propagator has read already stays. */
export function withBaggage(context: Context, header: unknown): Context {
  const pairs = parsePairs(parseBaggage(header).others);
  if (pairs.length === 0 || propagation.getBaggage(context)) return context;
  const entries = pairs.map(({ key, value, metadata }): [string, BaggageEntry] => [
    key,
    metadata ? { value, metadata: baggageEntryMetadataFromString(metadata) } : { value },
  ]);
  return propagation.setBaggage(context, propagation.createBaggage(Object.fromEntries(entries)));
}
