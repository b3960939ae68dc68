import type { Event } from '@vigil/core';
import { type Ingest, matches } from '@vigil/testkit';

/**
 * Whether events of these titles left in this order. Arrivals need not keep it: each request has a connection of its own. Of one that was
 * sent twice the first counts.
 */
export function leftInOrder({ envelopes }: Ingest, titles: string[]): boolean {
  const times = titles.map(title => {
    const sent = envelopes.filter(({ items }) =>
      items.some(({ headers, payload }) => headers.type === 'event' && matches(payload as Event, title)),
    );
    return Math.min(...sent.map(({ headers }) => Date.parse(String(headers['sent_at']))));
  });
  return times.every((time, at) => at === 0 || (times[at - 1] as number) <= time);
}
