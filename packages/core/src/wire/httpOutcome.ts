import type { OutcomeStatus } from '../client/outcomeTypes';

/** What an HTTP status means for what was sent (protocol 6.1). 0: no answer. `network_error` alone may say something else next time. */
export function httpOutcome(status = 200): OutcomeStatus {
  if (status >= 200 && status < 300) return 'sent';
  if (!status || status === 408 || status >= 500) return 'network_error';
  return status === 429 ? 'rate_limited' : status === 413 ? 'too_large' : 'refused';
}
