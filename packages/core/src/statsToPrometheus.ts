import { emptyStats } from './client/ledger';
import type { ClientStats } from './client/outcomeTypes';

type Labels = Record<string, string>;
type Sample = [labels: Labels, value: number];

/** Text exposition format 0.0.4: in label values backslash, quote and line feed are escaped, nothing else. */
function labelText(labels: Labels): string {
  const escaped = (text: string) => text.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n');
  const pairs = Object.entries(labels).map(([name, value]) => `${name}="${escaped(value)}"`);
  return pairs.length ? `{${pairs.join(',')}}` : '';
}

function metric(name: string, type: 'counter' | 'gauge', help: string, samples: Sample[]): string {
  const lines = samples.map(([labels, value]) => `${name}${labelText(labels)} ${value}\n`);
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n${lines.join('')}`;
}

/**
 * The books of a client in Prometheus' text format (`text/plain; version=0.0.4`): `vigil_items_captured_total`, `vigil_items_pending` and
 * `vigil_items_replayed_total` by category, `vigil_items_total` by category and outcome, `vigil_queue_bytes`, `vigil_retries_total`,
 * `vigil_hook_errors_total`. Of no client (`getClient()?.stats()` before `init`) all is nought. Several clients: give each its own registry,
 * or label them in the scrape configuration.
 */
export function statsToPrometheus(given: ClientStats | undefined): string {
  const stats = { ...emptyStats(), ...given };
  const byCategory = (counts: Record<string, number>) => Object.entries(counts).map(([category, count]): Sample => [{ category }, count]);
  const ended = Object.entries(stats.outcomes).flatMap(([category, counts]) =>
    Object.entries(counts).map(([outcome, count]): Sample => [{ category, outcome }, count]),
  );
  return [
    metric('vigil_items_captured_total', 'counter', 'Items that were captured.', byCategory(stats.captured)),
    metric('vigil_items_total', 'counter', 'Items that ended, by the way they did.', ended),
    metric('vigil_items_pending', 'gauge', 'Items that were captured and have not ended.', byCategory(stats.pending)),
    metric('vigil_items_replayed_total', 'counter', 'Items of earlier processes that were sent again.', byCategory(stats.replayed)),
    metric('vigil_queue_bytes', 'gauge', 'Bytes in the queue and under way.', [[{}, stats.queueBytes]]),
    metric('vigil_retries_total', 'counter', 'Sends that were tried again.', [[{}, stats.retries]]),
    metric('vigil_hook_errors_total', 'counter', 'Hooks that failed.', [[{}, stats.hookErrors]]),
  ].join('');
}
