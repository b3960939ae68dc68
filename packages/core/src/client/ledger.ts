import type { Core } from './core';
import { reasonOf } from './lossReasons';
import type { Outcome, OutcomeStatus } from './outcomeTypes';

/** One captured item on its way to its one outcome. */
export interface Entry {
  outcome: Outcome;
  /** What carries it while it is in the queue. */
  parcel?: { attempts: number } | undefined;
  ended: Promise<void>;
  end(): void;
}

export interface Ledger {
  /** An item is captured. Without a category (the SDK's own reports) it is waited for and not counted. */
  open(category: string, eventId?: string): Entry;
  /** The first status stands; a second is ignored. */
  settle(entry: Entry, status: OutcomeStatus, by?: string, httpStatus?: number): void;
  outcome(eventId: string, timeoutMs?: number): Promise<Outcome>;
  /** Resolves true iff everything captured so far ends in a deliberate status before the time is up. Waits for `drained` too. */
  settled(drained: Promise<unknown>, timeoutMs?: number): Promise<boolean>;
}

const DELIBERATE: Array<Outcome['status']> = ['sent', 'filtered', 'sampled', 'suppressed', 'disabled'];

/** Counts by a name that anybody may give: `constructor` is none of its own. */
export const bare = () => Object.create(null) as Record<string, never>;

export function bump(counts: Record<string, number>, key: string, by = 1): void {
  counts[key] = (counts[key] ?? 0) + by;
}

/** captured = sum(outcomes) + pending, at any instant (api.md section 3). */
export function createLedger(core: Core): Ledger {
  const { stats, timer } = core;
  const byId = new Map<string, Entry>();
  const open = new Set<Entry>();
  let lost = false;

  const describe = ({ outcome, parcel }: Entry): Outcome => ({ ...outcome, ...(parcel && { attempts: parcel.attempts }) });

  /** Until all have resolved or the time is up. NaN and negative: no limit; longer than a timer can be: none either. */
  const within = (all: Array<Promise<unknown>>, timeoutMs = -1) =>
    new Promise<void>(resolve => {
      const cancel = timeoutMs >= 0 && timeoutMs < 2 ** 31 && timer(resolve, timeoutMs);
      Promise.all(all).then(() => {
        if (cancel) cancel();
        resolve();
      });
    });

  return {
    open(category, eventId) {
      const entry = { outcome: { ...(eventId && { eventId }), category, status: 'pending', attempts: 0 } } as Entry;
      entry.ended = new Promise(resolve => {
        entry.end = resolve;
      });
      open.add(entry);
      if (category) {
        bump(stats.captured, category);
        bump(stats.pending, category);
      }
      if (eventId) byId.set(eventId, entry);
      if (byId.size > (core.platform.server ? 1000 : 100)) byId.delete(byId.keys().next().value as string);
      return entry;
    },
    settle(entry, status, by, httpStatus) {
      const { outcome } = entry;
      const { category, eventId } = outcome;
      if (!open.delete(entry)) return;
      Object.assign(outcome, describe(entry), { status }, by && { by }, httpStatus && { httpStatus });
      // an outcome is remembered for long, an envelope must not be
      entry.parcel = undefined;
      core.client.debug(`${category} ${eventId ?? ''} ${status}${by ? ` by ${by}` : ''}${httpStatus ? ` (HTTP ${httpStatus})` : ''}`);
      if (category) {
        bump(stats.pending, category, -1);
        stats.outcomes[category] ??= bare();
        bump(stats.outcomes[category] as Record<string, number>, status);
        lost ||= !DELIBERATE.includes(status);
        const reason = reasonOf(outcome);
        if (reason) core.delivery?.addLoss(reason, category);
        core.client.emit('outcome', { ...outcome });
      }
      entry.end();
    },
    async outcome(eventId, timeoutMs) {
      const entry = byId.get(eventId);
      if (!entry) return { eventId, category: 'error', status: 'unknown', attempts: 0 };
      await within([entry.ended], timeoutMs);
      return describe(entry);
    },
    async settled(drained, timeoutMs) {
      const waiting = [...open];
      const hasLost = lost;
      await within([drained, ...waiting.map(({ ended }) => ended)], timeoutMs);
      return !hasLost && waiting.every(({ outcome: { category, status } }) => !category || DELIBERATE.includes(status));
    },
  };
}
