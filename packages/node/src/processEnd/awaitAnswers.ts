import { type Client, keepAliveWhile, startTimer, within } from '@vigil/core';
import { isAnythingPending } from './endingClients';
import { timeLeft } from './shutdownTimeout';

const HOOKS_EVERY_MS = 10;

const wait = (ms: number): Promise<void> => new Promise(resolve => startTimer(resolve, ms));
const nextTurn = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

/**
 * Ends when nothing moves: what still waits then waits for another try, and no request of it is under way. With an empty queue it waits
 * for an asynchronous hook of the application, of which nothing tells but time. With failover it has the first share of the time.
 */
async function answersOf(client: Client): Promise<void> {
  const end = Date.now() + timeLeft(client) / (client.routes?.().length || 1);
  for (let before = ''; isAnythingPending(client); ) {
    // a turn in which the queue sends on, after what was captured or answered just now
    await nextTurn();
    const stats = client.stats();
    const left = end - Date.now();
    if (left <= 0) return;
    if (!stats.queueBytes) {
      await wait(Math.min(left, HOOKS_EVERY_MS));
      continue;
    }
    const now = JSON.stringify(stats);
    if (now === before) return;
    before = now;
    await within(Promise.resolve(client.getTransport()?.flush(left)), left);
  }
}

/**
 * Waits for the answers of requests that were written, within each client's `shutdownTimeout`, and keeps the process alive for it. Never
 * rejects.
 */
export function awaitAnswers(clients: Client[]): Promise<unknown> {
  return keepAliveWhile(Promise.allSettled(clients.map(answersOf)));
}
