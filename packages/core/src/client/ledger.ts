import type { Deps } from './options';
import type { ClientStats, Outcome, OutcomeStatus } from './outcomeTypes';

/** One captured item on its way to its one outcome. */
export interface Entry {
  outcome: Outcome;
  /** Its number in the order of capture. */
  at: number;
  /** Those who wait for its end; absent while nobody does. */
  waiting?: Waiting;
}

/** Checks that resolve what waits, once they hold. */
type Waiting = Set<() => void>;

export interface Ledger {
  /** An item is captured, of `quantity` entries. Without a category (the SDK's own reports, replays) it is waited for and not counted. */
  open(category: string, eventId?: string, quantity?: number): Entry;
  /** The first status stands; a second is ignored. */
  settle(entry: Entry, status: OutcomeStatus, by?: string, httpStatus?: number): void;
  outcome(eventId: string, timeoutMs?: number): Promise<Outcome>;
  /** Resolves true iff everything captured so far ends in a deliberate status before the time is up. Waits for `drained` too. */
  settled(drained: Promise<unknown>, timeoutMs?: number): Promise<boolean>;
}

/** Counts by a name that anybody may give: `constructor` is none of its own. */
const bare = () => Object.create(null) as Record<string, never>;

/** Of a client that has captured nothing. */
export const emptyStats = (): ClientStats => ({
  captured: bare(),
  outcomes: bare(),
  pending: bare(),
  replayed: bare(),
  queueBytes: 0,
  retries: 0,
  hookErrors: 0,
});

export function bump(counts: Record<string, number>, key: string, by = 1): void {
  counts[key] = (counts[key] ?? 0) + by;
}

/**
 * captured = sum(outcomes) + pending, at any instant (api.md section 3). `onEnd` is told each outcome; the last `memory`
 * are remembered by id.
 */
export function createLedger(
  stats: ClientStats,
  memory: number,
  timer: Required<Deps>['timer'],
  onEnd: (outcome: Outcome) => void,
): Ledger {
  const byId = new Map<string, Entry>();
  // in order of capture
  const open = new Set<Entry>();
  const flushing: Waiting = new Set();
  let opened = 0;
  let firstLost = Infinity;

  const tell = (waiting: Waiting | undefined) => {
    for (const check of waiting ?? []) check();
  };
  /** Resolves when `isOver`, or when the time is up. NaN and negative: no limit. */
  const until = (waiting: Waiting, isOver: () => boolean, timeoutMs = -1) =>
    new Promise<void>(resolve => {
      // set late: where a test has `setTimeout` call back at once, it ends before there is anything to cancel
      let cancel: (() => void) | undefined;
      const end = () => {
        waiting.delete(check);
        cancel?.();
        resolve();
      };
      const check = () => {
        if (isOver()) end();
      };
      if (timeoutMs >= 0) cancel = timer(end, timeoutMs);
      waiting.add(check);
      check();
    });

  return {
    open(category, eventId, count) {
      // an envelope made by hand may say anything
      const quantity = count! >> 0 > 1 ? count! >> 0 : undefined;
      const outcome: Outcome = { category, status: 'pending', attempts: 0, quantity };
      const entry: Entry = { outcome, at: ++opened };
      open.add(entry);
      if (category) {
        bump(stats.captured, category, quantity);
        bump(stats.pending, category, quantity);
      }
      if (eventId) byId.set((outcome.eventId = eventId), entry);
      if (byId.size > memory) byId.delete(byId.keys().next().value as string);
      return entry;
    },
    settle(entry, status, by, httpStatus) {
      if (!open.delete(entry)) return;
      const { outcome } = entry;
      const { category, quantity = 1 } = outcome;
      outcome.status = status;
      if (by) outcome.by = by;
      if (httpStatus) outcome.httpStatus = httpStatus;
      if (category) {
        bump(stats.pending, category, -quantity);
        bump((stats.outcomes[category] ??= bare()), status, quantity);
        if (!/^(sent|filtered|sampled|suppressed|disabled)$/.test(status)) firstLost = Math.min(firstLost, entry.at);
        onEnd({ ...outcome });
      }
      tell(entry.waiting);
      tell(flushing);
    },
    async outcome(eventId, timeoutMs) {
      const entry = byId.get(eventId);
      if (!entry) return { eventId, category: 'error', status: 'unknown', attempts: 0 };
      await until((entry.waiting ??= new Set()), () => !open.has(entry), timeoutMs);
      return { ...entry.outcome };
    },
    async settled(drained, timeoutMs) {
      const last = opened;
      let isDrained = false;
      drained.then(() => {
        isDrained = true;
        tell(flushing);
      });
      await until(
        flushing,
        () => {
          const [oldest] = open;
          return isDrained && !(oldest && oldest.at <= last);
        },
        timeoutMs,
      );
      return firstLost > last && ![...open].some(({ at, outcome }) => at <= last && outcome.category);
    },
  };
}
