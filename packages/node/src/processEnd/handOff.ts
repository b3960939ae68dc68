import { type Client, httpOutcome, safely, type Unsent } from '@vigil/core';
import { addressOf } from './address';
import { deliverInWorker } from './deliverInWorker';
import { timeLeft } from './shutdownTimeout';
import { spoolUnsent } from './spoolUnsent';

/**
 * The last chance of what is unsent, from code that cannot wait: one Worker posts it while this thread stands still, at most
 * `shutdownTimeout`; what gets no final answer goes to the spool. A request that was written and not answered goes out
 * again under the same event id, by which the server tells the second copy. Nothing is started when nothing is unsent, so calling it at
 * every stage of an ending process is free. The client stays open. Never throws.
 */
export function handOff(client: Client): void {
  const unsent = safely(
    () => client.takeUnsent(),
    error => {
      client.debug(`process end: ${String(error)}`);
      return [];
    },
  ) as Unsent[];
  if (!unsent.length) return;
  const codes = safely(() => answersFor(client, unsent)) ?? [];
  const rest: Unsent[] = [];
  unsent.forEach((item, at) => {
    const code = codes[at] ?? 0;
    const status = httpOutcome(code);
    // no answer, or one that may be another next time (protocol 6.2)
    if (status === 'network_error') rest.push(item);
    else item.settle(status, code);
  });
  if (rest.length) spoolUnsent(client, rest);
}

function answersFor(client: Client, unsent: Unsent[]): number[] {
  const timeoutMs = timeLeft(client);
  const address = addressOf(client);
  if (!address || !timeoutMs) return [];
  return deliverInWorker(
    address,
    unsent.map(item => item.body),
    timeoutMs,
  );
}
