import { createClient, type Event } from '@vigil/core';
import { createTestkit, startIngest } from '@vigil/testkit';
import { expect, it } from 'vitest';
import { readProgram } from '../scenarios/startProgram';

const app = (name: string): URL => new URL(`./apps/${name}`, import.meta.url);
const MIB = 2 ** 20;
type Counts = Record<string, Record<string, number>>;

it('10,000 distinct errors in one tick, without a budget: all delivered, each once, flush is a success', async () => {
  const ingest = await startIngest();
  const books = await readProgram(app('burst.mjs'), { dsn: ingest.dsn });
  expect(books).toEqual({ flushed: true, captured: { error: 10_000 }, outcomes: { error: { sent: 10_000 } } });
  expect(new Set(ingest.events().map(event => event.event_id)).size).toBe(10_000);
  expect(ingest.requests).toHaveLength(10_000);
  await ingest.close();
});

it('scenario 1: 10,000 errors of two alternating kinds: a handful of events, and none suppressed without being told', async () => {
  const kit = createTestkit();
  const client = createClient({ ...kit.options, budget: {} });
  const exceptions = () => kit.events().filter(event => event.exception);
  const told = ({ contexts }: Event) => Number(contexts?.['suppressed']?.['count'] ?? 0);
  const kinds = [() => new TypeError('one of a loop'), () => new RangeError('the other of it')] as const;
  // from one place: where an error was made is part of what tells issues apart
  for (const times of [10_000, 4]) {
    for (let n = 0; n < times; n++) client.captureException(kinds[n % 2 ? 1 : 0]());
    await client.flush();
    await kit.clock.advance(60_000);
  }
  // after the minute one of each kind passed: it tells of those before it
  expect(exceptions().map(told)).toEqual([...Array(10).fill(0), 4_995, 4_995]);

  await client.close();
  const { captured, outcomes } = client.stats();
  const [summary] = kit.messages();
  expect(summary).toMatchObject({ message: 'Suppressed events', level: 'info', contexts: { suppressed: { count: 2 } } });
  expect(captured['error']).toBe(10_005);
  expect(outcomes['error']).toEqual({ sent: 13, suppressed: 9_992 });
  expect(kit.events().reduce((sum, event) => sum + told(event), 0)).toBe(9_992);
});

it('100,000 items while the server hangs: memory within the bound, the least valuable out first, every drop counted', async () => {
  const ingest = await startIngest({ plan: 'hang' });
  const books = await readProgram<{
    heapBytes: number;
    mostBytes: number;
    fatal: number;
    fatalLost: number;
    captured: Record<string, number>;
    outcomes: Counts;
    pending: Record<string, number>;
  }>(app('hangingFlood.mjs'), { dsn: ingest.dsn, args: ['100000'], nodeArgs: ['--expose-gc'] });
  await ingest.close();
  const { captured, outcomes, pending } = books;
  expect(books.mostBytes).toBeLessThanOrEqual(8 * MIB);
  expect(books.mostBytes).toBeGreaterThan(7 * MIB);
  // the bound is on what would be sent; the same as objects takes three times that, and each session of the process is counted in it
  expect(books.heapBytes).toBeLessThan(4 * 8 * MIB);
  expect([books.fatal, books.fatalLost]).toEqual([100, 0]);
  for (const category of ['error', 'session']) {
    const dropped = outcomes[category]?.['queue_overflow'] ?? 0;
    expect(Object.keys(outcomes[category] ?? {})).toEqual(['queue_overflow']);
    expect(dropped + (pending[category] ?? 0)).toBe(captured[category]);
  }
  // all that wait but those whose request was under way when the queue was full
  expect(pending['session']).toBeLessThanOrEqual(30);
});
