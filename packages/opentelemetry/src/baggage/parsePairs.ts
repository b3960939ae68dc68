/** One `key=value;metadata`, key and value decoded. */
export interface Pair {
  key: string;
  value: string;
  metadata?: string;
}

/**
 * Reads `key=value[;metadata],...` with percent coding: W3C Baggage, and the form of `OTEL_RESOURCE_ATTRIBUTES`. A pair without key or value,
 * or that does not decode, is left out. Never throws.
 */
export function parsePairs(text: string): Pair[] {
  return text.split(',').flatMap(member => {
    const [pair = '', ...rest] = member.split(';');
    const [key = '', ...value] = pair.split('=');
    try {
      const parsed: Pair = { key: decodeURIComponent(key.trim()), value: decodeURIComponent(value.join('=').trim()) };
      if (rest.length) parsed.metadata = rest.join(';').trim();
      return parsed.key && parsed.value ? [parsed] : [];
    } catch {
      return [];
    }
  });
}
