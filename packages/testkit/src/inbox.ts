import type { Event } from '@vigil/core';
import { type Caller, createAssertionError, laterAssertionError } from './assertionError';
import type { ReceivedEnvelope } from './decodeEnvelope';
import { describeArrivals } from './describeArrivals';
import { type Match, matches, show } from './match';

/** What has arrived, and questions about it. The kit and the ingest server stand on the same one. */
export interface Inbox {
  readonly envelopes: ReceivedEnvelope[];
  add(envelope: ReceivedEnvelope): void;
  events(): Event[];
  messages(): Event[];
  items(type?: string): unknown[];
  findEvent(match: Match): Event | undefined;
  expectEvent(match: Match): Event;
  expectNoEvent(match?: Match): void;
  waitForEvent(match: Match, timeoutMs: number, caller?: Caller): Promise<Event>;
  /** Forgets what arrived; those who wait go on waiting. */
  reset(): void;
  /** Those who still wait are told at once that nothing will come. */
  close(): void;
}

// Those of the module's start: a test that fakes timers would wait for ever, and learn nothing of what did arrive.
const startTimeout = setTimeout;
const stopTimeout = clearTimeout;

interface Waiter {
  match: Match;
  settle(event: Event | undefined, error?: unknown): void;
}

export function createInbox(): Inbox {
  const envelopes: ReceivedEnvelope[] = [];
  const waiters = new Set<Waiter>();

  const items = (type?: string) =>
    envelopes.flatMap(({ items }) => items.filter(item => type === undefined || item.headers.type === type).map(item => item.payload));
  const events = () => items('event').filter(isEvent);
  const findEvent = (match: Match) => events().find(event => matches(event, match));
  const explain = (intro: string, match?: Match) => `${intro}\n${describeArrivals(envelopes, events(), match)}`;

  function expectEvent(match: Match): Event {
    const event = findEvent(match);
    if (!event) throw createAssertionError(explain(`No event matches ${nameOf(match)}.`, match), expectEvent);
    return event;
  }

  function expectNoEvent(match?: Match): void {
    const event = match === undefined ? events()[0] : findEvent(match);
    if (event)
      throw createAssertionError(explain(match === undefined ? 'Expected no event.' : `An event matches ${nameOf(match)}.`), expectNoEvent);
  }

  function waitForEvent(match: Match, timeoutMs: number, caller: Caller = waitForEvent): Promise<Event> {
    const failure = laterAssertionError(caller);
    return new Promise((resolve, reject) => {
      const timer = startTimeout(() => fail(`No event that matches ${nameOf(match)} came within ${timeoutMs} ms.`), timeoutMs);
      const fail = (intro: string) => waiter.settle(undefined, failure(explain(intro, match)));
      const waiter: Waiter = {
        match,
        settle(event, error = failure(explain(`Closed before an event came that matches ${nameOf(match)}.`, match))) {
          waiters.delete(waiter);
          stopTimeout(timer);
          if (event) resolve(event);
          else reject(error);
        },
      };
      waiters.add(waiter);
      offer(waiter, findEvent);
    });
  }

  return {
    envelopes,
    events,
    items,
    findEvent,
    expectEvent,
    expectNoEvent,
    waitForEvent,
    messages: () => events().filter(isMessage),
    add(envelope) {
      envelopes.push(envelope);
      for (const waiter of [...waiters]) offer(waiter, findEvent);
    },
    reset() {
      envelopes.length = 0;
    },
    close() {
      for (const waiter of [...waiters]) waiter.settle(undefined);
    },
  };
}

/** A predicate that throws fails the wait it belongs to, not the delivery of the event. */
function offer(waiter: Waiter, find: (match: Match) => Event | undefined): void {
  try {
    const event = find(waiter.match);
    if (event) waiter.settle(event);
  } catch (error) {
    waiter.settle(undefined, error);
  }
}

function isEvent(payload: unknown): payload is Event {
  return typeof payload === 'object' && payload !== null && !Array.isArray(payload);
}

/** A message may carry an exception that holds nothing but the stack it was sent from (protocol: messages). */
function isMessage(event: Event): boolean {
  if (typeof event.message !== 'string' && !event.logentry) return false;
  const values: unknown = event.exception?.values;
  return !Array.isArray(values) || values.every(value => !value?.type);
}

function nameOf(match: Match): string {
  return typeof match === 'function' ? `the function ${match.name || '(unnamed)'}` : show(match);
}
