import { isObject } from '../base/guards';
import { within } from '../base/within';
import type { Deps, RetryOptions, VigilOptions } from '../client/options';
import { categoryOf } from '../wire/envelope';
import type { Transport, TransportResponse } from '../wire/envelopeTypes';
import { httpOutcome } from '../wire/httpOutcome';
import { limitedUntil, type RateLimits, retryAfterMs, updateRateLimits } from '../wire/rateLimits';
import type { End, Parcel } from './parcel';

// The transports of ours give up by themselves, after ten seconds or what they are told; one of somebody's own may never answer.
const PATIENCE_MS = 60_000;

/** Sends one parcel for good: resolves with the last HTTP status, 0 for no answer, undefined where the transport tells none. */
export type Send<E> = (parcel: Parcel<E>) => Promise<number | undefined>;

/**
 * The way of a parcel through the transport. Before each try, items of a category that the server limits leave (protocol 6.2). After a
 * network failure, 408 or 5xx it tries again: the same event id, doubling pauses with full jitter, `Retry-After` instead where the server
 * says so, bounded in tries, of which there is one at least, and age. Other answers are final: a 4xx says the same thing next time, a 429
 * is a limit to obey.
 */
export function createSender<E>(
  transport: Transport,
  retry: RetryOptions | false | undefined,
  { now, random, timer, options: { transportOptions } }: Required<Deps> & { options: Pick<VigilOptions, 'transportOptions'> },
  end: End<E>,
  onTry: (parcel: Parcel<E>) => Promise<unknown> | undefined,
): Send<E> {
  const { maxAttempts = 5, baseMs = 500, maxDelayMs = 30_000, maxAgeMs = 300_000 } = retry || {};
  const own = transportOptions?.['timeoutMs'];
  const patienceMs = typeof own === 'number' && own > PATIENCE_MS ? own * 2 : PATIENCE_MS;
  let limits: RateLimits = {};

  /** Nothing when none is left to send. */
  function obeyLimits(parcel: Parcel<E>): Parcel<E>['items'][number] | undefined {
    const first = parcel.items[0]?.[0][0].type ?? '';
    const isLimited = (type: string) => !!limitedUntil(limits, categoryOf(type), now());
    parcel.items = parcel.items.filter(each => {
      const { type } = each[0][0];
      // an attachment is nothing without its event
      const isOut = isLimited(type) || (type === 'attachment' && isLimited(first));
      if (isOut) end([each], 'rate_limited');
      return !isOut;
    });
    return parcel.items[0];
  }

  return async parcel => {
    for (;;) {
      if (!obeyLimits(parcel) || (parcel.attempts && parcel.attempts > maxAttempts)) return 0;
      parcel.attempts++;
      parcel.at = now();
      // no turn is lost where there is nothing to wait for
      const preparing = onTry(parcel);
      if (preparing) await preparing;
      if (parcel.taken) return 0;
      // a transport that throws, rejects, keeps silent or answers rubbish has not delivered; one that answers nothing has (Sentry's contract)
      let answer: TransportResponse = { statusCode: 0 };
      try {
        // anew for each try (protocol 32.9)
        parcel.headers.sent_at = new Date(now()).toISOString();
        const given: unknown =
          (await within(transport.send([parcel.headers, parcel.items.map(([item]) => item)]), patienceMs, timer)) ?? {};
        if (isObject(given)) answer = given;
      } catch {
        // told by the status
      }
      const { statusCode, headers } = answer;
      const time = now();
      limits = updateRateLimits(limits, answer, time);
      const isOver = httpOutcome(statusCode) !== 'network_error' || retry === false || !parcel.retry || parcel.attempts >= maxAttempts;
      if (isOver || parcel.taken) return statusCode;
      const told = headers?.['retry-after'];
      const wait = (told && retryAfterMs(told, time)) || random() * Math.min(maxDelayMs, baseMs * 2 ** (parcel.attempts - 1));
      if (time + wait - parcel.since > maxAgeMs) return statusCode;
      parcel.at = time + wait;
      await new Promise<void>(resolve => timer(resolve, wait));
      if (parcel.taken) return 0;
    }
  };
}
