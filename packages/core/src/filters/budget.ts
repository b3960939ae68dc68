import { peek } from '../base/guards';
import type { BudgetOptions } from '../client/options';
import type { Stages } from '../client/stages';
import { templateText } from './templateText';
import { titleOf } from './titleOf';

/** A token bucket: how many were left when. With what was suppressed and nobody was told yet. */
interface Bucket {
  left: number;
  at: number;
  untold?: { type: string; value: string; count: number; since: string } | undefined;
}

/**
 * The flood budget (api.md section 4): a token bucket per issue and one in total, asked before anything is built, so
 * that a bug in a loop costs a handful of events and the host next to nothing. The next event of an issue that passes
 * says how many were suppressed and since when.
 */
export function createBudget(
  { perIssue, total, maxIssues, shed }: BudgetOptions,
  server: boolean,
  now: () => number,
): [spend: Stages['screen'], takeSuppressed: Stages['takeSuppressed']] {
  const [burst, perMinute, totalBurst, totalPerMinute, most] = [
    [perIssue?.burst, 5],
    [perIssue?.perMinute, 1],
    [total?.burst, server ? 500 : 60],
    [total?.perMinute, server ? 500 : 100],
    [maxIssues, server ? 1000 : 100],
  ].map(([given, normal]) => (Number.isFinite(given) && given! >= 0 ? given : normal)) as [number, number, number, number, number];
  // under which share of the total a level is shed; error and fatal never are
  const shares: Record<string, number> = shed === false ? {} : { debug: 0.5, info: 0.5, log: 0.5, warning: 0.2 };
  const all: Bucket = { left: totalBurst, at: now() };
  // in order of use: the first is the one not seen for longest
  const issues = new Map<string, Bucket>();
  // of forgotten issues too
  let untold = 0;

  /** What is left now that some tokens came back. */
  function refill(bucket: Bucket, cap: number, rate: number): number {
    const at = now();
    bucket.left = Math.min(cap, bucket.left + (Math.max(0, at - bucket.at) / 60_000) * rate);
    bucket.at = at;
    return bucket.left;
  }

  return [
    input => {
      const { event, hint } = input;
      const { mechanism } = hint;
      // name, message and top frames are near the start: a text is not read further than this
      const [type = '', value = '', stack = ''] = titleOf(input, 2000);
      // the top lines of the raw stack that are the application's
      const lines = stack.split('\n').filter(line => !/node(_modules|:)|vigilFetch/.test(line) && /:\d+:\d+\)?$/.test(line));
      const key = String([type, templateText(value), lines.slice(0, 3), mechanism?.type]);
      const issue = issues.get(key) ?? { left: burst, at: now() };
      issues.delete(key);
      issues.set(key, issue);
      input.issue = issue;
      if (issues.size > most) issues.delete(issues.keys().next().value!);
      const level = (peek(hint.captureContext, 'level') ??
        input.scopeLevel ??
        input.level ??
        event?.level ??
        (input.isError || event?.exception ? 'error' : 'info')) as string;
      // fatal skips the total; what ends the process skips both
      const totalCost = +(level !== 'fatal');
      const cost = totalCost || +(mechanism?.handled !== false);
      const left = refill(all, totalBurst, totalPerMinute);
      const by = refill(issue, burst, perMinute) < cost || left < totalCost ? 'budget' : left < totalBurst * shares[level]! && 'shed';
      if (hint.explained) return by ? ['suppressed', by] : undefined;
      if (by) {
        issue.untold ??= { type, value, count: 0, since: new Date(now()).toISOString() };
        issue.untold.count++;
        untold++;
        return ['suppressed', by];
      }
      issue.left -= cost;
      all.left -= totalCost;
      if (issue.untold) {
        const { count, since } = issue.untold;
        input.suppressed = { count, since };
        untold -= count;
      }
      issue.untold = undefined;
      return undefined;
    },
    () => {
      const told = [...issues.values()].flatMap(issue => issue.untold ?? []);
      const count = untold;
      issues.clear();
      untold = 0;
      // 20 at most (api.md section 4)
      return count
        ? { level: 'info', message: 'Suppressed events', contexts: { suppressed: { count, issues: told.slice(-20) } } }
        : undefined;
    },
  ];
}
