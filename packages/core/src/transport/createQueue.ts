import type { TransportResponse } from '../wire/envelopeTypes';
import type { Parcel, Send } from './parcel';

export interface Queue {
  add(parcel: Parcel): void;
  /** Everything without an answer, waiting or under way, taken out for delivery by another way. */
  take(): Parcel[];
  bytes(): number;
}
export interface QueueDeps {
  maxBytes: number;
  onAnswer(parcel: Parcel, answer: TransportResponse | undefined): void;
  onOverflow(parcel: Parcel): void;
}

// Sentry's Node transport opens 30 sockets; more requests at once only wait in the agent.
const IN_FLIGHT = 30;

/**
 * Bounded by bytes, not by count: a burst of 1,000 small errors waits its turn. Over the bound the least valuable leaves
 * first, among equals the newest, because the first occurrence tells most.
 */
export function createQueue(send: Send, { maxBytes, onAnswer, onOverflow }: QueueDeps): Queue {
  const waiting: Parcel[] = [];
  const flying = new Set<Parcel>();
  let total = 0;

  async function fly(parcel: Parcel): Promise<void> {
    flying.add(parcel);
    const answer = await send(parcel).catch(() => undefined);
    // taken meanwhile
    if (!flying.delete(parcel)) return;
    total -= parcel.bytes;
    onAnswer(parcel, answer);
    pump();
  }
  function pump(): void {
    while (flying.size < IN_FLIGHT && waiting[0]) fly(waiting.shift()!);
  }

  return {
    add(parcel) {
      total += parcel.bytes;
      waiting.push(parcel);
      while (total > maxBytes && waiting[0]) {
        const out = waiting.reduceRight((least, each) => (each.value < least.value ? each : least));
        waiting.splice(waiting.indexOf(out), 1);
        total -= out.bytes;
        onOverflow(out);
      }
      // one turn later: capturing stays cheap, and a process that ends at once hands over what was not started
      queueMicrotask(pump);
    },
    take() {
      const all = [...flying, ...waiting.splice(0)];
      for (const parcel of all) parcel.taken = true;
      flying.clear();
      total = 0;
      return all;
    },
    bytes: () => total,
  };
}
