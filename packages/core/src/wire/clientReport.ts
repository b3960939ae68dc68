import type { Envelope } from './envelopeTypes';

/** The payload, as clients make it. */
export interface ClientReport {
  discarded_events: Array<{ reason: string; category: string; quantity: number }>;
}

/**
 * What was lost and why, as the envelope servers take it in (protocol 7). `counts` maps `reason:category` to how many (a Map, or the entries
 * of a record); `dsn` only where a tunnel needs it; `timestamp` in seconds since the epoch.
 */
export function clientReportEnvelope(counts: Iterable<readonly [string, number]>, dsn: string | undefined, timestamp: number): Envelope {
  const discarded_events = [...counts].map(([key, quantity]) => {
    const [reason, category] = key.split(/:(.*)/s);
    return { reason, category, quantity };
  });
  return [{ dsn }, [[{ type: 'client_report' }, { timestamp, discarded_events }]]];
}
