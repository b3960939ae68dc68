import type { ClientStats } from '@vigil/core';
import { asList, asRecord, asText, type Loose } from './loose';
import { printableLine } from './printable';

/** Payload of a `client_report` item, the whole of it or what you have. */
export interface ClientReport {
  discarded_events?: Array<{ reason: string; category: string; quantity: number }>;
}

/** Why, by client report reason (protocol 7) and by outcome status. */
const WHY: Record<string, string> = {
  before_send: 'dropped by beforeSend',
  event_processor: 'filtered by a rule or an event processor',
  sample_rate: 'left out by sampling',
  backpressure: 'suppressed by the flood budget',
  ratelimit_backoff: 'dropped because the server had set a rate limit',
  queue_overflow: 'dropped because the queue was full',
  cache_overflow: 'dropped from the spool, too old or too much',
  buffer_overflow: 'dropped because a buffer was full',
  send_error: 'refused by the server',
  network_error: 'lost because the server could not be reached',
  internal_sdk_error: 'lost by an error inside the SDK',
  ignored: 'ignored by a rule',
  insufficient_data: 'dropped because too little was known',
  spooled: 'written to disk for the next start',
  filtered: 'filtered by a hook or a rule',
  sampled: 'left out by sampling',
  suppressed: 'suppressed by the flood budget',
  disabled: 'not captured because the client was off',
  rate_limited: 'dropped because the server had set a rate limit',
  too_large: 'dropped because of its size',
  refused: 'refused by the server',
  internal_error: 'lost by an error inside the SDK',
  pending: 'not decided yet',
};
/** Categories with another name among people. */
const NOUN: Record<string, string> = { log_item: 'log', monitor: 'check-in', trace_metric: 'metric', default: 'item' };

/**
 * What was dropped and why, one sentence a line, the most first: `12 errors: suppressed by the flood budget.`
 * Takes one client report, a list of them, or `client.stats()`. Never throws.
 */
export function formatDiscarded(source: ClientReport | ClientReport[] | ClientStats): string {
  const counts = new Map<string, number>();
  const count = (reason: string, category: string, quantity: unknown) => {
    const key = `${reason} ${category}`;
    if (typeof quantity === 'number' && quantity > 0) counts.set(key, (counts.get(key) ?? 0) + quantity);
  };
  const reports = Array.isArray(source) ? source.map(asRecord) : [asRecord(source)];
  for (const report of reports) {
    for (const { reason, category, quantity } of asList(report['discarded_events'])) count(asText(reason), asText(category), quantity);
    countStats(report, count);
  }
  const sentences = [...counts].sort((one, other) => other[1] - one[1]).map(([key, quantity]) => sentence(key, quantity));
  return sentences.join('\n') || 'Nothing was dropped.';
}

function countStats(stats: Loose, count: (reason: string, category: string, quantity: unknown) => void): void {
  for (const [category, outcomes] of Object.entries(asRecord(stats['outcomes']))) {
    for (const [status, quantity] of Object.entries(asRecord(outcomes))) if (status !== 'sent') count(status, category, quantity);
  }
  for (const [category, quantity] of Object.entries(asRecord(stats['pending']))) count('pending', category, quantity);
}

function sentence(key: string, quantity: number): string {
  const space = key.indexOf(' ');
  const reason = key.slice(0, space);
  const category = key.slice(space + 1);
  const why = Object.hasOwn(WHY, reason) ? WHY[reason] : `dropped: ${reason || 'no reason given'}`;
  return printableLine(`${quantity} ${nounOf(category, quantity)}: ${why}.`);
}

function nounOf(category: string, quantity: number): string {
  const noun = (Object.hasOwn(NOUN, category) ? NOUN[category] : category.replace(/_/g, ' ')) || 'item';
  return quantity === 1 ? noun : `${noun}s`;
}
