import type { Envelope, EnvelopeHeaders, EnvelopeItem, EnvelopeItemHeaders } from './envelopeTypes';

const NEWLINE = 10;

function objectOf(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return value && typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Reads an envelope (protocol 2.1): items of unknown type and unknown headers are kept, blank lines between items and at the end are
 * skipped. A payload with a `length` comes as its bytes, one without as the object it is the JSON of, else as its text. What breaks the
 * grammar (a header line that is no object, a `length` that is no count or is not followed by a line end) makes it undefined. Never throws; linear.
 */
export function parseEnvelope(data: string | Uint8Array): Envelope | undefined {
  const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data;
  const decoder = new TextDecoder();
  let at = 0;
  const take = (end: number) => {
    const part = bytes.subarray(at, end);
    at = end + 1;
    return part;
  };
  const takeLine = () => {
    const end = bytes.indexOf(NEWLINE, at);
    return decoder.decode(take(end < 0 ? bytes.length : end));
  };

  const headers = objectOf(takeLine());
  if (!headers) return undefined;
  const items: EnvelopeItem[] = [];
  while (at < bytes.length) {
    const line = takeLine();
    if (!line) continue;
    const itemHeaders = objectOf(line) as EnvelopeItemHeaders | undefined;
    if (typeof itemHeaders?.type !== 'string') return undefined;
    const { length } = itemHeaders;
    if (length == null) {
      const text = takeLine();
      items.push([itemHeaders, objectOf(text) ?? text]);
    } else {
      const end = at + length;
      if (!Number.isInteger(length) || length < 0 || end > Math.max(at, bytes.length) || (end < bytes.length && bytes[end] !== NEWLINE))
        return undefined;
      items.push([itemHeaders, take(end)]);
    }
  }
  return [headers as EnvelopeHeaders, items];
}
