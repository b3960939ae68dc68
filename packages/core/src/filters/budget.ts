import { peek } from '../base/guards';
import type { BudgetOptions } from '../client/options';
import type { Stages } from '../client/stages';
import { titleOf } from './titleOf';

type Bucket = (cost: number) => number;

/** Takes tokens, which come back with time, and says how many are left. */
function createBucket(burst: number, perMinute: number, now: () => number): Bucket {
  let left = burst;
  let at = now();
  return cost => {
    const before = at;
    at = now();
    left = Math.min(burst, left + (Math.max(0, at - before) / 60_000) * perMinute) - cost;
    return left;
  };
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
  const defaults = server ? [5, 1, 500, 500, 1000] : [5, 1, 60, 100, 100];
  const [burst, perMinute, totalBurst, totalPerMinute, most] = [
    perIssue?.burst,
    perIssue?.perMinute,
    total?.burst,
    total?.perMinute,
    maxIssues,
  ].map((given, at) => (Number.isFinite(given) && given! >= 0 ? given : defaults[at])) as [number, number, number, number, number];
  // under which share of the total a level is shed; error and fatal never are
  const shares: Record<string, number> = shed === false ? {} : { debug: 0.5, info: 0.5, log: 0.5, warning: 0.2 };
  const all = createBucket(totalBurst, totalPerMinute, now);
  // in order of use: the first is the one not seen for longest
  const issues = new Map<string, Bucket>();
  // of the same keys: what nobody was told yet
  const untold = new Map<string, { type: string; value: string; count: number; since: string }>();

  return [
    input => {
      const { event, hint } = input;
      // name, message and top frames are near the start: a text is not read further than this
      const [type = '', value = '', stack = ''] = titleOf(input, 2000);
      // the text without quoted parts, numbers and ids; the top lines of the raw stack that are the application's
      const template = value.replace(/(["'`]).*?\1|\b\w*\d[\w-]*/gs, '#');
      const lines = stack.split('\n').filter(line => /:\d+:\d+\)?$/.test(line) && !/node(_modules|:)/.test(line));
      const key = String([type, template, lines.slice(0, 3), hint.mechanism?.type]);
      const issue = issues.get(key) ?? createBucket(burst, perMinute, now);
      issues.delete(key);
      issues.set(key, issue);
      if (issues.size > most) {
        const oldest = issues.keys().next().value!;
        issues.delete(oldest);
        untold.delete(oldest);
      }
      const level = ((hint.captureContext && peek(hint.captureContext, 'level')) ??
        input.level ??
        event?.level ??
        (input.isError || event?.exception ? 'error' : 'info')) as string;
      // fatal skips the total; what ends the process skips both
      const totalCost = +(level !== 'fatal');
      const cost = totalCost || +(hint.mechanism?.handled !== false);
      const left = all(0);
      const by = issue(0) < cost || left < totalCost ? 'budget' : left < totalBurst * shares[level]! && 'shed';
      const before = untold.get(key);
      if (by) {
        if (before) before.count++;
        else untold.set(key, { type, value, count: 1, since: new Date(now()).toISOString() });
        return ['suppressed', by];
      }
      issue(cost);
      all(totalCost);
      if (before) input.suppressed = { count: before.count, since: before.since };
      untold.delete(key);
      return undefined;
    },
    () => {
      const issues = [...untold.values()];
      const count = issues.reduce((sum, each) => sum + each.count, 0);
      untold.clear();
      // 20 at most (api.md section 4)
      return count
        ? { level: 'info', message: 'Suppressed events', contexts: { suppressed: { count, issues: issues.slice(-20) } } }
        : undefined;
    },
  ];
}
