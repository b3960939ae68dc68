import type { DataCategory, TransportResponse } from './envelopeTypes';

/** Until when (milliseconds since the epoch) each category is limited; `all` stands for every one. */
export type RateLimits = Record<DataCategory, number>;

const DAY_MS = 86_400_000;

// 60 s for what cannot be read; a day at most, so that neither a wrong clock nor a hostile answer mutes a client for ever.
const bounded = (ms: number) => (ms < 0 ? 0 : ms < DAY_MS ? ms : ms ? DAY_MS : 60_000);

/** `Retry-After` as milliseconds from `now`: seconds or an HTTP date, 60 s for anything else, at most a day. */
export function retryAfterMs(text: string | null | undefined, now: number): number {
  return bounded(parseFloat(text!) * 1000 || Date.parse(text!) - now);
}

/**
 * The limits after an answer (protocol 6.2), whatever its status: a new record in which the later expiry is kept, the old one where nothing is said. A 429 that names no limits
 * means all, for its `Retry-After` or 60 s. `now` in milliseconds.
 */
export function updateRateLimits(limits: RateLimits, { statusCode, headers = {} }: TransportResponse, now: number): RateLimits {
  if (statusCode !== 429 && !headers['x-sentry-rate-limits']) return limits;
  // without the names that every object has: a category is whatever the server says
  const next: RateLimits = Object.assign(Object.create(null), limits);
  let header = `${headers['x-sentry-rate-limits']}`;
  if (statusCode === 429 && !header.includes(':')) header = retryAfterMs(headers['retry-after'], now) / 1000 + ':';
  for (const limit of header.replace(/\s/g, '').split(',')) {
    const [seconds, categories, , , namespaces] = limit.split(':');
    for (const category of categories?.replace(/^$/, 'all').replace('log_byte', 'log_item').replace('metric_byte', 'metric').split(';') ??
      []) {
      // Of the metric namespaces only `custom` is a client's own.
      if (category === 'metric_bucket' && namespaces && !namespaces.includes('custom')) continue;
      next[category] = Math.max(next[category] ?? 0, now + bounded(parseFloat(seconds!) * 1000));
    }
  }
  return next;
}

/** When the category is free again, in milliseconds since the epoch; 0 when it is free at `now`. */
export function limitedUntil(limits: RateLimits, category: DataCategory, now: number): number {
  const until = Math.max(limits[category] ?? 0, limits['all'] ?? 0);
  return until > now ? until : 0;
}
