import { httpOutcome } from '../wire/httpOutcome';
import type { Send } from './createSender';
import type { End, Parcel, Revive } from './parcel';

export interface Queue<E> {
  add(parcel: Parcel<E>): void;
  /** Everything without an answer, waiting or under way, taken out for delivery by another way. */
  take(): Array<Parcel<E>>;
  bytes(): number;
}

/**
 * Bounded by bytes, not by count: a burst of 1,000 small errors waits its turn. Over the bound the least valuable leaves
 * first, among equals the newest, because the first occurrence tells most.
 */
export function createQueue<E>(send: Send<E>, maxBytes: number, end: End<E>, revive?: Revive<E>): Queue<E> {
  const waiting: Array<Parcel<E>> = [];
  // no Set: V8 ties the tables that one goes through as it grows and shrinks together, and with them all that ever stood in it, until the next
  // collection of the old generation
  const flying: Array<Parcel<E>> = [];
  let total = 0;
  /** Nothing that waits is worth less. */
  let floor = 0;

  function fly(parcel: Parcel<E>): void {
    flying.push(parcel);
    send(parcel)
      .catch(() => 0)
      .then(status => {
        // taken meanwhile
        const at = flying.indexOf(parcel);
        if (at < 0) return;
        flying.splice(at, 1);
        total -= parcel.bytes;
        end(parcel.items, httpOutcome(status), status);
        pump();
      });
  }
  function pump(): void {
    revive?.(flying, waiting);
    // Begun in the turn of another request's answer, a send would end with that request: there each begins its own, at once.
    // Sentry's Node transport opens 30 sockets; more requests at once only wait in the agent
    while ((revive || flying.length < 30) && waiting[0]) fly(waiting.shift()!);
  }

  return {
    add(parcel) {
      total += parcel.bytes;
      floor = Math.min(floor, parcel.value);
      waiting.push(parcel);
      while (total > maxBytes && waiting[0]) {
        // most often the newest: beside a full queue, capturing costs no more than beside an empty one
        let at = waiting.length;
        while (waiting[--at]!.value > floor)
          if (!at) {
            floor++;
            at = waiting.length;
          }
        const out = waiting.splice(at, 1)[0]!;
        total -= out.bytes;
        end(out.items, 'queue_overflow');
      }
      // one turn later: capturing stays cheap, and a process that ends at once hands over what was not started
      // by a promise: Jest's timers fake `queueMicrotask`
      Promise.resolve().then(pump);
    },
    take() {
      const all = [...flying.splice(0), ...waiting.splice(0)];
      for (const parcel of all) parcel.taken = true;
      total = 0;
      return all;
    },
    bytes: () => total,
  };
}
