import { isObject } from '../base/guards';
import type { Transport, TransportResponse } from '../wire/envelopeTypes';
import type { Send } from './parcel';

/**
 * The innermost step: hands one envelope to the transport. `sent_at` is written anew each time (protocol 32.9). A
 * transport that throws, rejects or answers rubbish has not delivered; nothing or no status has (Sentry's contract).
 */
export function post(transport: Transport, now: () => number): Send {
  return async parcel => {
    parcel.attempts++;
    try {
      parcel.envelope[0].sent_at = new Date(now()).toISOString();
      const answer: unknown = (await transport.send(parcel.envelope)) ?? {};
      if (isObject(answer)) return answer as TransportResponse;
    } catch {
      // told by the missing answer
    }
    return undefined;
  };
}
