import type { Envelope, Event, VigilOptions } from '@vigil/core';
import { createInbox } from '../inbox';
import type { Match } from '../match';
import { createPlanner, type Plan } from '../plan';
import { makeMemoryTransport } from './memoryTransport';
import { createSeededRandom } from './seededRandom';
import { createVirtualClock } from './virtualClock';

export interface TestkitOptions {
  /** Where the clock begins, milliseconds since the epoch. Default 2026-01-01T00:00:00Z. */
  now?: number | undefined;
  /** Same seed, same ids and sampling decisions. Default 1. */
  seed?: number | undefined;
}

/** An error monitor's other end, in memory: spread `options` into `init` or `createClient` and ask what arrived. */
export interface Testkit {
  /** For `init` or `createClient`: dsn, transport, deps, no flood budget, no spool. */
  options: VigilOptions;
  /** Errors and messages in the order of their arrival, as the server would read them. One entry per delivery: a retry is another. */
  events(): Event[];
  /** Those of `events()` that are messages. */
  messages(): Event[];
  /** Payloads of the items of one type (`event`, `session`, `client_report`, ...), or of all. */
  items(type?: string): unknown[];
  envelopes(): Envelope[];
  /** The first event that matches. */
  findEvent(match: Match): Event | undefined;
  /** The first event that matches; throws an AssertionError that lists what did arrive. */
  expectEvent(match: Match): Event;
  /** Throws an AssertionError if an event matches; without an argument, if any event arrived. */
  expectNoEvent(match?: Match): void;
  /** The first event that matches, now or within `timeoutMs` of real time (default 1,000); then rejects with an AssertionError. */
  waitForEvent(match: Match, options?: { timeoutMs?: number | undefined }): Promise<Event>;
  /** How deliveries are answered from now on. */
  respond(plan: Plan): void;
  /** The time of this kit's clients. `advance` runs their timers (retries, time limits, flushes) as if `ms` had passed. */
  clock: { now(): number; advance(ms: number): Promise<void> };
  /** Forgets what arrived, and answers 200 again. Clock and ids go on. */
  reset(): void;
}

/** Makes a kit that shares nothing with any other: tests may run in parallel. Needs no network and no Node. */
export function createTestkit({ now = 1767225600000, seed = 1 }: TestkitOptions = {}): Testkit {
  const clock = createVirtualClock(now);
  const inbox = createInbox();
  const planner = createPlanner();
  const { random, uuid } = createSeededRandom(seed);
  return {
    options: {
      dsn: 'https://testkit@testkit.invalid/1',
      transport: makeMemoryTransport(planner, clock, inbox.add),
      deps: { now: clock.now, random, uuid, timer: clock.timer },
      budget: false,
      // A test that ends with something unsent must leave nothing for the next run to deliver.
      spool: false,
    },
    events: inbox.events,
    messages: inbox.messages,
    items: inbox.items,
    envelopes: () => inbox.envelopes.map(({ headers, items }) => [headers, items.map(item => [item.headers, item.payload])] as Envelope),
    findEvent: inbox.findEvent,
    expectEvent: inbox.expectEvent,
    expectNoEvent: inbox.expectNoEvent,
    waitForEvent: function waitForEvent(match, { timeoutMs = 1000 } = {}) {
      return inbox.waitForEvent(match, timeoutMs, waitForEvent);
    },
    respond: planner.respond,
    clock: { now: clock.now, advance: clock.advance },
    reset() {
      inbox.reset();
      planner.reset();
    },
  };
}
