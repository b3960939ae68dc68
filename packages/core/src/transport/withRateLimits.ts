import { categoryOf } from '../wire/envelope';
import { limitedUntil, type RateLimits, updateRateLimits } from '../wire/rateLimits';
import type { Lose, Send } from './parcel';

/** Obeys the limits the server tells (protocol 6.2), on any answer: items of a limited category leave before the request. */
export function withRateLimits(send: Send, now: () => number, lose: Lose): Send {
  let limits: RateLimits = {};
  return async parcel => {
    const [headers, items] = parcel.envelope;
    const limited = (type: string) => limitedUntil(limits, categoryOf(type), now());
    const kept = items.filter(item => {
      const { type } = item[0];
      // an attachment is nothing without its event
      const out = limited(type) || (type === 'attachment' && limited(items[0]![0].type));
      if (out) lose(item, 'rate_limited');
      return !out;
    });
    if (!kept[0]) return {};
    parcel.envelope = [headers, kept];
    const answer = await send(parcel);
    if (answer) limits = updateRateLimits(limits, answer, now());
    return answer;
  };
}
