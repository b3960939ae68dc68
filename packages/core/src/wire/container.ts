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

/**
 * The payload of many entries, objects again where somebody looks: most are only sent. No getter of an object literal: V8 would keep that and
 * the JSON it closes over until a full collection.
 */
class Container {
  get items(): ContainerEntry[] {
    const { items } = JSON.parse(keptJson(this) as string) as { items: ContainerEntry[] };
    Object.defineProperty(this, 'items', { value: items, enumerable: true });
    return items;
  }

  toJSON(): object {
    return { items: this.items };
  }
}

/** One item of all these entries, given as their JSON. */
export function containerItem(type: ContainerType, texts: string[]): EnvelopeItem {
  const json = `{"items":[${texts.join(',')}]}`;
  const payload = new Container();
  keepJson(payload, json);
  return [{ type, item_count: texts.length, content_type: CONTENT_TYPES[type] }, payload];
}
