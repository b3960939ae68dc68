import { type Client, type DsnRoute, httpOutcome, safely, type Unsent } from '@vigil/core';
import { addressOf } from './address';
import { deliverInWorker } from './deliverInWorker';
import { timeLeft } from './shutdownTimeout';

/**
 * The last chance of what is unsent, from code that cannot wait: one Worker for each client posts it while this thread stands still, at
 * most `shutdownTimeout` from the first stage of the end, to the DSN that is up and then to the others; what gets no final answer goes to
 * the spool of the first, or, where there is none, ends as a network error. A request that was written and not answered goes out
 * again under the same event id, by which the server tells the second copy. Nothing is started when nothing is unsent, so calling it at
 * every stage of an ending process is free. The clients stay open. `atMostMs`: 0 asks nobody, all of it goes to the spool. Never throws,
 * though the application's own `Date.now` does.
 */
export function handOff(clients: Client[], atMostMs = Infinity): void {
  safely(() => handOffWithin(clients, atMostMs));
}

function handOffWithin(clients: Client[], atMostMs: number): void {
  const all = clients.map(client => ({ client, unsent: unsentOf(client) })).filter(({ unsent }) => unsent.length);
  // one clock for all, and each its share: a client whose server hangs does not take the others' time
  for (const { client } of all) timeLeft(client);
  all.forEach(({ client, unsent }, at) => {
    deliver(client, unsent, () => Math.min(atMostMs, timeLeft(client) / (all.length - at)));
  });
}

function unsentOf(client: Client): Unsent[] {
  return safely(
    () => client.takeUnsent(),
    error => {
      client.debug(`process end: ${String(error)}`);
      return [];
    },
  ) as Unsent[];
}

function deliver(client: Client, unsent: Unsent[], left: () => number): void {
  const routes = client.routes?.() ?? [undefined];
  let rest = unsent;
  // each DSN gets its share of the time; one that refuses at once leaves its own to the next
  routes.forEach((route, at) => {
    if (rest.length) rest = leftBy(client, route, rest, left() / (routes.length - at));
  });
  for (const item of rest) item.settle('spooled');
  // the report of what had to make way for these
  for (const report of safely(() => client.takeUnsent()) ?? []) report.settle('spooled');
}

/** Asks one DSN, and gives back what it did not answer for. */
function leftBy(client: Client, route: DsnRoute | undefined, unsent: Unsent[], timeoutMs: number): Unsent[] {
  const taken = unsent.filter(item => {
    const isTaken = route?.takes(item.body) ?? true;
    if (!isTaken) item.settle('refused');
    return isTaken;
  });
  const ask = () => answersOf(client, route, taken, timeoutMs);
  const codes = (taken.length && safely(ask, error => void client.debug(`process end: ${String(error)}`))) || [];
  return taken.filter((item, at) => {
    const code = codes[at] ?? 0;
    const status = httpOutcome(code);
    // no answer, or one that may be another next time (protocol 6.2)
    if (status === 'network_error') return true;
    item.settle(status, code, route?.index);
    return false;
  });
}

function answersOf(client: Client, route: DsnRoute | undefined, unsent: Unsent[], timeoutMs: number): number[] {
  const address = addressOf(client, route?.dsn);
  if (!address || !timeoutMs) return [];
  return deliverInWorker(
    address,
    unsent.map(({ body }) => route?.address(body) ?? body),
    timeoutMs,
  );
}
