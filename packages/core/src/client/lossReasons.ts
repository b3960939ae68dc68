import type { Outcome, OutcomeStatus } from './outcomeTypes';

/** What a client report calls each loss (api.md section 3). `spooled` may still arrive: it has no word. */
const REASONS: Partial<Record<Outcome['status'], string>> = {
  filtered: 'event_processor',
  sampled: 'sample_rate',
  suppressed: 'backpressure',
  rate_limited: 'ratelimit_backoff',
  queue_overflow: 'queue_overflow',
  refused: 'send_error',
  too_large: 'send_error',
  network_error: 'network_error',
  internal_error: 'internal_sdk_error',
};

/** A 429 was counted by the server. */
export function reasonOf({ status, by, httpStatus }: Outcome): string | undefined {
  return httpStatus === 429 ? undefined : /^beforeSend/.test(by!) ? 'before_send' : REASONS[status];
}

/** What Sentry's word for a loss means here. */
export function lossOf(reason: string): [status: OutcomeStatus, by?: string] {
  const by = reason === 'before_send' ? 'beforeSend' : reason === 'event_processor' ? 'processor' : undefined;
  return [by ? 'filtered' : ((Object.keys(REASONS) as OutcomeStatus[]).find(each => REASONS[each] === reason) ?? 'internal_error'), by];
}
