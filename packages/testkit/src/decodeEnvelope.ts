/** One part of a received envelope. `payload` is parsed JSON, text where JSON was promised but not found, or the bytes of an attachment. */
export interface ReceivedItem {
  headers: Record<string, unknown>;
  payload: unknown;
  /** Length of the payload as sent. */
  bytes: number;
}
/** An envelope as it arrived. `malformed` says in words what is wrong with it; what could be read stands beside it. */
export interface ReceivedEnvelope {
  headers: Record<string, unknown>;
  items: ReceivedItem[];
  malformed?: string;
}

interface Reader {
  bytes: Uint8Array;
  at: number;
  fault?: string;
}

const NEWLINE = 10;
/** Item types whose payload is bytes, whatever they look like (protocol: item catalogue). */
const BINARY_TYPES = /^(attachment|replay_recording|replay_video)$/;

/**
 * Reads an envelope from the bytes of a request body. Never throws: reads as far as it can and says in `malformed`
 * what stopped it. Written apart from the writer in core on purpose: two programs that agree on the bytes are a proof.
 */
export function decodeEnvelope(body: Uint8Array | string): ReceivedEnvelope {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  const reader: Reader = { bytes, at: 0 };
  if (!bytes.length) return { headers: {}, items: [], malformed: 'the body is empty' };
  const headers = readHeaders(reader, 'the envelope header');
  const items: ReceivedItem[] = [];
  while (!reader.fault && reader.at < bytes.length) readItem(reader, items);
  const envelope: ReceivedEnvelope = { headers, items };
  if (reader.fault) envelope.malformed = reader.fault;
  return envelope;
}

function readItem(reader: Reader, items: ReceivedItem[]): void {
  const name = `item ${items.length + 1}`;
  const headers = readHeaders(reader, `the header of ${name}`);
  if (reader.fault) return;
  const type = typeof headers.type === 'string' ? headers.type : '';
  if (!type) reader.fault = `the header of ${name} has no type`;
  const label = `${name} (${type || '?'})`;
  const raw = readPayload(reader, headers.length, label);
  items.push({ headers, payload: toPayload(reader, raw, type, label), bytes: raw.length });
}

function readHeaders(reader: Reader, what: string): Record<string, unknown> {
  const line = toText(readLine(reader));
  const value = line === undefined ? undefined : parseJson(line);
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
  if (line === undefined) reader.fault = `${what} is not UTF-8`;
  else reader.fault = line.trim() ? `${what} is not a JSON object: ${excerpt(line)}` : `${what} is an empty line`;
  return {};
}

/** With `length` exactly that many bytes and then a newline or the end; without it all up to the next newline. */
function readPayload(reader: Reader, length: unknown, label: string): Uint8Array {
  if (length === undefined) return readLine(reader);
  const { bytes, at } = reader;
  if (typeof length !== 'number' || !Number.isInteger(length) || length < 0) {
    reader.fault ??= `${label} has an impossible length: ${excerpt(String(length))}`;
    return readLine(reader);
  }
  const end = Math.min(at + length, bytes.length);
  if (at + length > bytes.length) reader.fault ??= `${label} promises ${length} bytes, ${bytes.length - at} came`;
  else if (end < bytes.length && bytes[end] !== NEWLINE) reader.fault ??= `${label} goes on after its ${length} bytes`;
  reader.at = end + 1;
  return bytes.subarray(at, end);
}

function readLine(reader: Reader): Uint8Array {
  const { bytes, at } = reader;
  const found = bytes.indexOf(NEWLINE, at);
  const end = found < 0 ? bytes.length : found;
  reader.at = end + 1;
  return bytes.subarray(Math.min(at, end), end);
}

function toPayload(reader: Reader, raw: Uint8Array, type: string, label: string): unknown {
  // A plain copy, so that an attachment kept for long does not keep the whole request body. A Buffer's own `slice` shares it.
  if (BINARY_TYPES.test(type)) return new Uint8Array(raw);
  const text = toText(raw);
  const value = text === undefined ? undefined : parseJson(text);
  if (value !== undefined) return value;
  reader.fault ??= `the payload of ${label} is not ${text === undefined ? 'UTF-8' : `JSON: ${excerpt(text)}`}`;
  return text ?? new Uint8Array(raw);
}

/** Undefined when the bytes are no UTF-8, or begin with a byte order mark, which envelopes forbid: decoding then loses or replaces bytes. */
function toText(raw: Uint8Array): string | undefined {
  const text = new TextDecoder().decode(raw);
  const again = new TextEncoder().encode(text);
  return again.length === raw.length && again.every((byte, index) => byte === raw[index]) ? text : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function excerpt(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}...` : text);
}
