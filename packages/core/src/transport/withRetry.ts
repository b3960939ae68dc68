import type { RetryOptions } from '../client/options';
import type { TransportResponse } from '../wire/envelopeTypes';
import { retryAfterMs } from '../wire/rateLimits';
import type { Send } from './parcel';

export interface RetryDeps {
  now(): number;
  random(): number;
  timer(callback: () => void, ms: number): () => void;
  onRetry(): void;
}

/**
 * Tries again after a network failure, 408 or 5xx: the same event id, doubling pauses with full jitter, `Retry-After` instead where the
 * server says so, bounded in tries and age. Other answers are final: a 4xx says the same thing next time, a 429 is a limit to obey.
 */
export function withRetry(send: Send, options: RetryOptions | false | undefined, { now, random, timer, onRetry }: RetryDeps): Send {
  const { maxAttempts = 5, baseMs = 500, maxDelayMs = 30_000, maxAgeMs = 300_000 } = options || {};
  return async parcel => {
    let answer: TransportResponse | undefined;
    while (!parcel.taken) {
      answer = await send(parcel);
      const { statusCode = 200, headers } = answer ?? { statusCode: 0 };
      const mayPass = statusCode === 0 || statusCode === 408 || statusCode >= 500;
      if (!mayPass || options === false || !parcel.retry || parcel.attempts >= maxAttempts) break;
      const told = headers?.['retry-after'];
      const wait = (told && retryAfterMs(told, now())) || random() * Math.min(maxDelayMs, baseMs * 2 ** (parcel.attempts - 1));
      if (now() + wait - parcel.since > maxAgeMs) break;
      onRetry();
      await new Promise<void>(resolve => timer(resolve, wait));
    }
    return answer;
  };
}
