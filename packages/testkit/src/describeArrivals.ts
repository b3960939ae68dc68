import type { Event } from '@vigil/core';
import type { ReceivedEnvelope } from './decodeEnvelope';
import { findMismatch, type Match } from './match';
import { summarise } from './report/summarise';

const SHOWN = 20;

/** What did arrive, one line an event and why it is not the one meant: the body of a failed assertion. */
export function describeArrivals(envelopes: ReceivedEnvelope[], events: Event[], match?: Match): string {
  const lines = [countOf(events.length)];
  for (const event of events.slice(0, SHOWN)) {
    lines.push(`  ${events.indexOf(event) + 1}. ${summarise(event)}`);
    if (typeof match === 'object' && !(match instanceof RegExp)) lines.push(`     ${findMismatch(event, match)}`);
  }
  if (events.length > SHOWN) lines.push(`  ... and ${events.length - SHOWN} more`);
  const others = countOthers(envelopes);
  if (others) lines.push(`Also arrived: ${others}.`);
  for (const { malformed } of envelopes) if (malformed) lines.push(`One envelope could not be read: ${malformed}`);
  if (!events.length)
    lines.push('Events arrive a moment after their capture: wait with `waitForEvent`, `clock.advance(0)` or `client.flush()`.');
  if (!events.length) lines.push('What became of one, `await client.outcome(eventId)` says.');
  return lines.join('\n');
}

function countOf(count: number): string {
  if (!count) return 'No event arrived.';
  return count === 1 ? 'One event arrived:' : `${count} events arrived:`;
}

function countOthers(envelopes: ReceivedEnvelope[]): string {
  const counts = new Map<string, number>();
  for (const { items } of envelopes) {
    for (const { headers } of items)
      if (headers.type !== 'event') counts.set(String(headers.type), (counts.get(String(headers.type)) ?? 0) + 1);
  }
  return [...counts].map(([type, count]) => `${count} ${type}`).join(', ');
}
