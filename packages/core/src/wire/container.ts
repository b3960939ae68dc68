import type { TypedAttribute } from './attributes';
import type { EnvelopeItem } from './envelopeTypes';
import { keepJson } from './keptJson';

/** Kinds of entries that leave many in one item (protocol 3.3), by the item's type. */
export const CONTENT_TYPES = {
  log: 'application/vnd.sentry.items.log+json',
  trace_metric: 'application/vnd.sentry.items.trace-metric+json',
} as const;
export type ContainerType = keyof typeof CONTENT_TYPES;

/** What logs and metrics have in common. */
export interface ContainerEntry {
  /** Seconds since the epoch. */
  timestamp: number;
  trace_id: string;
  span_id?: string | undefined;
  attributes: Record<string, TypedAttribute>;
}

/** One item of them all. `texts` are their JSON, made before. */
export function containerItem(type: ContainerType, entries: ContainerEntry[], texts: string[]): EnvelopeItem {
  const payload = { items: entries };
  keepJson(payload, `{"items":[${texts.join(',')}]}`);
  return [{ type, item_count: entries.length, content_type: CONTENT_TYPES[type] }, payload];
}
