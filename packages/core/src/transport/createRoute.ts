import { isObject } from '../base/guards';
import type { EnvelopeHeaders, Transport, TransportResponse } from '../wire/envelopeTypes';
import { httpOutcome } from '../wire/httpOutcome';
import { retryAfterMs } from '../wire/rateLimits';
import type { Circuit } from './createCircuit';
import type { Send } from './createSender';
import { faultOf } from './faultOf';
import type { End } from './parcel';

/** The way to one DSN: its transport, its limits, whether it answers, what it does not take. */
export interface Route<E> {
  circuit: Circuit;
  /** One try. The status as `Send` has it; nothing was tried when no item is left. */
  send: Send<E>;
  /** What the latest answer for these headers asked for, milliseconds; undefined: nothing. */
  retryAfter(headers: EnvelopeHeaders): number | undefined;
}

export interface RouteParts<E> {
  transport: Transport;
  circuit: Circuit;
  now(): number;
  end: End<E>;
  /** Makes the sender of one try, which keeps the limits of this DSN. */
  makeSend(transport: Transport): Send<E>;
  /** Headers as this DSN wants them. */
  address(headers: EnvelopeHeaders): EnvelopeHeaders;
  /** Item types that are not sent; grows by what the server turns out not to know. */
  off: Set<string>;
  onUnknownType(type: string): void;
}

export function createRoute<E>({ transport, circuit, now, end, makeSend, address, off, onUnknownType }: RouteParts<E>): Route<E> {
  const waits: WeakMap<EnvelopeHeaders, number> = new WeakMap();
  let fault = 'no answer';
  const sendOnce = makeSend({
    flush: timeout => transport.flush(timeout),
    async send([headers, items]) {
      waits.delete(headers);
      let answer: Awaited<ReturnType<Transport['send']>>;
      try {
        answer = await transport.send([address(headers), items]);
      } catch (error) {
        fault = faultOf(error);
        throw error;
      }
      const { headers: said }: TransportResponse = isObject(answer) ? answer : {};
      const told = said?.['retry-after'];
      if (told) waits.set(headers, retryAfterMs(told, now()));
      return answer;
    },
  });
  return {
    circuit,
    retryAfter: headers => waits.get(headers),
    async send(parcel) {
      const isOff = ([[{ type }]]: (typeof parcel.items)[number]) => off.has(type);
      end(parcel.items.filter(isOff), 'refused');
      parcel.items = parcel.items.filter(item => !isOff(item));
      if (!parcel.items[0]) return 0;
      const status = await sendOnce(parcel);
      const [first, second] = parcel.items;
      if (!first || parcel.taken) return status;
      circuit.tell(httpOutcome(status) !== 'network_error', status ? `status ${status}` : fault);
      const [[{ type }]] = first;
      // A server that does not know a type refuses the envelope. An event may be refused for itself, others of its kind are not.
      if (status === 400 && !second && type !== 'event' && type !== 'transaction') {
        off.add(type);
        onUnknownType(type);
      }
      return status;
    },
  };
}
