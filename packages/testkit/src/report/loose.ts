// A report is made of what came over the wire, from any SDK: every field may be missing or of another kind than promised.

export type Loose = Record<string, unknown>;

export function asRecord(value: unknown): Loose {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Loose) : {};
}

/** The protocol allows a bare list where most senders write `{ values: [...] }`. */
export function asList(value: unknown): Loose[] {
  const list = Array.isArray(value) ? value : asRecord(value)['values'];
  return Array.isArray(list) ? list.map(asRecord) : [];
}

/** Text, or a number as text; else empty. */
export function asText(value: unknown): string {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

/** A map, or a list of pairs, as pairs. */
export function asPairs(value: unknown): Array<[string, unknown]> {
  if (!Array.isArray(value)) return Object.entries(asRecord(value));
  return value.filter(Array.isArray).map(pair => [asText(pair[0]), pair[1]]);
}

/** Seconds since the epoch, from a number or an RFC 3339 text. */
export function asSeconds(value: unknown): number | undefined {
  const seconds = typeof value === 'string' ? Date.parse(value) / 1000 : value;
  return typeof seconds === 'number' && Number.isFinite(seconds) ? seconds : undefined;
}
