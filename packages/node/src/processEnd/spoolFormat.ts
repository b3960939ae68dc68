/** One envelope in a spool file. */
export interface SpoolRecord {
  /** When it was first spooled, milliseconds since the epoch. */
  at: number;
  body: Uint8Array;
}

const MAGIC = 'vigil-spool 1 ';
const NEWLINE = 10;

/** `vigil-spool 1 <dsn>`, then for each envelope a line `{"at":ms,"bytes":n}`, its bytes, a line end. */
export function formatSpool(dsn: string, records: SpoolRecord[]): Uint8Array {
  const parts: Uint8Array[] = [Buffer.from(`${MAGIC}${dsn}\n`)];
  for (const { at, body } of records) parts.push(Buffer.from(`{"at":${at},"bytes":${body.length}}\n`), body, Buffer.from('\n'));
  return Buffer.concat(parts);
}

function recordHead(line: string): { at: number; bytes: number } | undefined {
  try {
    const { at, bytes } = JSON.parse(line) as { at: unknown; bytes: unknown };
    return typeof at === 'number' && Number.isSafeInteger(bytes) && (bytes as number) >= 0 ? { at, bytes: bytes as number } : undefined;
  } catch {
    return undefined;
  }
}

/** The whole records up to the first broken one; none of a file of another DSN or kind. Never throws. */
export function parseSpool(dsn: string, data: Uint8Array): SpoolRecord[] {
  const decoder = new TextDecoder();
  let at = 0;
  const line = () => {
    const end = data.indexOf(NEWLINE, at);
    const text = end < 0 ? '' : decoder.decode(data.subarray(at, end));
    at = end < 0 ? data.length : end + 1;
    return text;
  };
  const records: SpoolRecord[] = [];
  if (line() !== MAGIC + dsn) return records;
  while (at < data.length) {
    const head = recordHead(line());
    const end = at + (head?.bytes ?? 0);
    if (!head || data[end] !== NEWLINE) break;
    records.push({ at: head.at, body: data.subarray(at, end) });
    at = end + 1;
  }
  return records;
}

/** The id in the first line of an envelope. */
export function eventIdOf(body: Uint8Array): string | undefined {
  try {
    const end = body.indexOf(NEWLINE);
    const head = JSON.parse(new TextDecoder().decode(end < 0 ? body : body.subarray(0, end))) as { event_id?: unknown };
    return typeof head.event_id === 'string' ? head.event_id : undefined;
  } catch {
    return undefined;
  }
}
