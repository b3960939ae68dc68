import { afterAll, describe, expect, it } from 'vitest';
import { startCountingClient } from './countingClient';
import { ENTRY_POINTS, type EntryPoint, hook } from './entryPoints';
import { createRandom } from './random';

// `npm run fuzz` asks for more, or for another seed
const VALUES = Number(process.env['FUZZ_VALUES'] ?? 104_000);
const VALUES_EACH = Math.ceil(VALUES / ENTRY_POINTS.length);
const FIRST = Number(process.env['FUZZ_SEED'] ?? 1);
const totals = { values: 0, events: 0, largest: 0 };

/** Where a throw came from: the same fault of a thousand values is told once. */
function placeOf(error: unknown): string {
  const lines = error instanceof Error ? String(error.stack).split('\n') : [`threw ${typeof error}`];
  return [lines[0]?.slice(0, 100), ...lines.filter(line => line.includes('/core/src/')).slice(0, 2)].map(line => line?.trim()).join(' < ');
}

async function play({ options, run }: EntryPoint) {
  const { client, wire, settle, books } = startCountingClient(options?.(hook));
  const faults: Record<string, { times: number; seed: number }> = {};
  const note = (fault: string, seed: number) => {
    faults[fault] = { seed, ...faults[fault], times: (faults[fault]?.times ?? 0) + 1 };
  };
  let values = 0;
  for (let seed = FIRST; values < VALUES_EACH; seed++) {
    try {
      const got = run(createRandom(seed));
      values += got.values;
      for (const id of got.ids) if (typeof id !== 'string' || !/^[0-9a-f]{32}$/.test(id)) note(`id ${String(id).slice(0, 40)}`, seed);
    } catch (error) {
      values++;
      note(placeOf(error), seed);
    }
    if (seed % 100 === 0) await settle();
  }
  await settle();
  for (const [fault] of wire.faults) note(fault, 0);
  totals.values += values;
  totals.events += wire.events;
  totals.largest = Math.max(totals.largest, wire.largest);
  await client.close();
  return {
    faults,
    books: books(),
    events: wire.events,
    internal: client.stats().outcomes['error']?.internal_error ?? 0,
    lastError: client.stats().lastError,
  };
}

describe('nothing that anybody hands over makes the SDK throw, lose count, send too much or send a planted secret', () => {
  it.each(ENTRY_POINTS)(
    '$name',
    async entryPoint => {
      const { faults, books, events, internal, lastError } = await play(entryPoint);
      expect(faults).toEqual({});
      expect(events).toBeGreaterThan(0);
      for (const { captured, outcomes, pending, category } of books)
        expect({ category, outcomes, pending }).toEqual({ category, outcomes: captured, pending: 0 });
      if (!entryPoint.mayLose) expect({ internal, lastError: internal ? lastError : undefined }).toEqual({ internal: 0 });
    },
    120_000 + VALUES,
  );

  afterAll(() =>
    console.info(`hostile: ${totals.values} values from seed ${FIRST}, ${totals.events} events, the largest ${totals.largest} bytes`),
  );
});
