import type { Outcome, OutcomeStatus } from './outcomeTypes';

type Words = [reason: string, status: OutcomeStatus, by?: string];

/**
 * What a client report calls each loss (api.md section 3), and what Sentry's words mean here: the first row that fits,
 * either way. A 429 was counted by the server, `spooled` may still arrive: neither has a word.
 */
const LOSSES: Words[] = [
  ['before_send', 'filtered', 'beforeSend'],
  ['event_processor', 'filtered', 'processor'],
  ['sample_rate', 'sampled'],
  ['backpressure', 'suppressed'],
  ['ratelimit_backoff', 'rate_limited'],
  ['queue_overflow', 'queue_overflow'],
  ['send_error', 'refused'],
  ['send_error', 'too_large'],
  ['network_error', 'network_error'],
  ['internal_sdk_error', 'internal_error'],
];

export function reasonOf({ status, by, httpStatus }: Outcome): string | undefined {
  return httpStatus === 429 ? undefined : LOSSES.find(row => row[1] === status && (row[2] !== 'beforeSend' || row[2] === by))?.[0];
}
export function wordsOf(reason: string): Words {
  return LOSSES.find(row => row[0] === reason) ?? [reason, 'internal_error'];
}
