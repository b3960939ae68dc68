import type { TypedAttribute } from './attributes';
import type { EnvelopeItem } from './envelopeTypes';
import { keepJson, keptJson } from './keptJson';

/** Kinds of entries that leave many in one item (protocol 3.3), by the item's type. */
const CONTENT_TYPES = {
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

const membersOf = (object: object) => JSON.stringify(object).slice(1, -1);

/** An entry's JSON: what all kinds have, the fields of its own, and the members of its `attributes`, which are JSON already. */
export function formatEntry(head: Omit<ContainerEntry, 'attributes'>, fields: object, attributes: string[]): string {
  return `{${membersOf(head)},${membersOf(fields)},"attributes":{${attributes.join()}}}`;
}

function items(this: object): ContainerEntry[] {
  const value = (JSON.parse(keptJson(this) as string) as { items: ContainerEntry[] }).items;
  Object.defineProperty(this, 'items', { value, enumerable: true });
  return value;
}

/** One item of all these entries, given as their JSON. They are objects again where somebody looks: most are only sent. */
export function containerItem(type: ContainerType, texts: string[]): EnvelopeItem {
  const json = `{"items":[${texts.join(',')}]}`;
  // one getter for all: V8 keeps what one of a literal closes over until a full collection
  const payload = Object.defineProperty({}, 'items', { get: items, enumerable: true, configurable: true });
  keepJson(payload, json);
  return [{ type, item_count: texts.length, content_type: CONTENT_TYPES[type] }, payload];
}
