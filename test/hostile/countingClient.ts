import crypto from 'node:crypto';
import { type Client, type Envelope, init, serializeEnvelope, type VigilOptions, withRedaction } from '@vigil/core';
import { createTestkit } from '@vigil/testkit';
import { leakOf } from './plantedSecret';

export const MAX_EVENT_BYTES = 200_000;
/** Of logs and metrics, each of which has a megabyte (protocol 4). */
const MAX_CONTAINER_BYTES = 12_000_000;
const MAX_ENTRY_BYTES = 1_000_000;

/** What went over the wire, in figures: a run of thousands keeps no event. */
export interface Wire {
  events: number;
  largest: number;
  /** What no server takes, in words. */
  faults: Map<string, number>;
}
export interface CountingClient {
  client: Client;
  wire: Wire;
  /** Waits for everything captured so far, hooks that never answer included. */
  settle(): Promise<void>;
  /** Per category: captured, and the sum of all outcomes. */
  books(): Array<{ category: string; captured: number; outcomes: number; pending: number }>;
}

function checkItem(item: Envelope[1][number], wire: Wire): void {
  const fault = (text: string) => void wire.faults.set(text, (wire.faults.get(text) ?? 0) + 1);
  const text = serializeEnvelope([{}, [item]]);
  const [, header = '', json = '', ...rest] = String(text).split('\n');
  if (rest.length) fault('a payload of several lines');
  const bytes = Buffer.byteLength(json);
  wire.events++;
  wire.largest = Math.max(wire.largest, bytes);
  if (bytes > (item[0].item_count ? MAX_CONTAINER_BYTES : MAX_EVENT_BYTES)) fault('an item over the limit');
  if (/\\ud[89a-f]/.test(json.replaceAll('\\\\', ''))) fault('a lone surrogate');
  try {
    const leak = leakOf(json);
    if (leak) fault(`a planted secret: ${leak}`);
    if (typeof JSON.parse(header).type !== 'string') fault('an item without a type');
    const event = JSON.parse(json);
    if (Array.isArray(event.items)) {
      wire.events += event.items.length - 1;
      checkEntries(event.items, fault);
    } else if (!/^[0-9a-f]{32}$/.test(event.event_id)) fault('an event without an id');
  } catch {
    fault('no JSON');
  }
}

function checkEntries(entries: Array<Record<string, unknown>>, fault: (text: string) => void): void {
  for (const entry of entries) {
    if (Buffer.byteLength(JSON.stringify(entry)) > MAX_ENTRY_BYTES) fault('an entry over the limit');
    if (!/^[0-9a-f]{32}$/.test(String(entry['trace_id']))) fault('an entry without a trace');
    for (const [key, { type, value }] of Object.entries(entry['attributes'] as Record<string, { type: string; value: unknown }>)) {
      const is = Array.isArray(value)
        ? 'array'
        : typeof value === 'number'
          ? Number.isSafeInteger(value)
            ? 'integer'
            : 'double'
          : typeof value;
      if (type !== is) fault(`an attribute of another type: ${key.slice(0, 40)} ${type}`);
    }
  }
}

/** The process's client on a wire that counts. Default options, but for the budget, the clock and the console. */
export function startCountingClient(options: VigilOptions = {}): CountingClient {
  const kit = createTestkit();
  const wire: Wire = { events: 0, largest: 0, faults: new Map() };
  const client = init({
    dsn: 'https://key@hostile.invalid/1',
    budget: false,
    scrub: {
      paths: ['extra.**.value', 'contexts.*.key.**'],
      hash: { paths: ['user.key', 'breadcrumbs.*.data.*'], salt: 'pepper' },
      ip: 'truncated',
    },
    logger: false,
    deps: kit.options.deps!,
    transport: () => ({
      async send([, items]) {
        for (const item of items) if (item[0].type !== 'attachment' && item[0].type !== 'client_report') checkItem(item, wire);
        return { statusCode: 200 };
      },
      flush: async () => true,
    }),
    ...options,
  });
  client.extend(withRedaction({ salt: () => undefined, crypto: () => crypto }));
  return {
    client,
    wire,
    async settle() {
      await kit.clock.advance(10_000);
      await client.flush();
    },
    books() {
      const { captured, outcomes, pending } = client.stats();
      return Object.entries(captured).map(([category, count]) => ({
        category,
        captured: count,
        outcomes: Object.values(outcomes[category] ?? {}).reduce((sum, each) => sum + each, 0),
        pending: pending[category] ?? 0,
      }));
    },
  };
}
