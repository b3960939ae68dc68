import type { Accepted, CellReport, Figures, Item } from './cellTypes';

export interface Evidence {
  item: Item;
  /** Undefined: the program never gave one. */
  report: CellReport | undefined;
  accepted: Accepted;
  /** How many attachments were. */
  attachments: number;
  /** Of the process that ran the cell; which of its cells did it nobody can tell. */
  uncaught: string[];
  /** That process did not end by itself. */
  stayed: boolean;
}

const COUNTED: Partial<Record<Item, string>> = { session: 'session', log: 'log_item', metric: 'trace_metric' };

const sum = (counts: Iterable<number>): number => [...counts].reduce((total, each) => total + each, 0);
const sumOf = (counts: Record<string, number> = {}): number => sum(Object.values(counts));

/** What `stats()` owes: captured = sum(outcomes) + pending, and after `close` nothing is pending. */
function missingFromBooks({ captured, outcomes, pending }: CellReport['stats']): number {
  const categories = Object.entries(captured);
  return sum(
    categories.map(([category, count]) => {
      const open = pending[category] ?? 0;
      return open + Math.abs(count - sumOf(outcomes[category]) - open);
    }),
  );
}

function lostOf({ item, accepted, attachments }: Evidence, { ids, outcomes, stats }: CellReport): number {
  const sentOf = (category: string) => stats.outcomes[category]?.sent ?? 0;
  const books = missingFromBooks(stats);
  // what has no id, or one that outcomes do not know, is counted; a report is no item: the losses it tells of are the captured ones
  const counted = COUNTED[item];
  if (counted) return books + Math.abs(sentOf(counted) - accepted.size) + ids.length - (stats.captured[counted] ?? 0);
  const silent = ids.filter(id => {
    const status = outcomes[id];
    // what is spooled is there once the server has been back
    return (!status || status === 'sent' || status === 'spooled') && !accepted.has(id);
  });
  return Math.max(books, silent.length) + Math.max(0, sentOf('attachment') - attachments);
}

function duplicatesOf({ item, accepted }: Evidence, { ids }: CellReport): number {
  if (item === 'client report') return Math.max(0, sum(accepted.values()) - ids.length);
  return sum([...accepted.values()].map(times => times - 1));
}

export function judge(evidence: Evidence): Figures {
  const { report, uncaught, stayed } = evidence;
  if (!report) return { lost: 1, duplicated: 0, thrown: uncaught.length, hung: 1 };
  return {
    lost: lostOf(evidence, report),
    duplicated: duplicatesOf(evidence, report),
    thrown: report.thrown.length + uncaught.length,
    hung: report.late.length + Number(stayed),
  };
}
