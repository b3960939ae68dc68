import type { StoredEnvelope } from '@vigil/core';

const MAGIC = 'vigil-spool 2 ';
const NEWLINE = 10;

/** `vigil-spool 2 <dsn>`, a line `{"at":ms,"bytes":n}`, the envelope's bytes, a line end. */
export function formatSpool(dsn: string, { at, body }: StoredEnvelope): Uint8Array {
  const bytes = Buffer.from(body as string);
  return Buffer.concat([Buffer.from(`${MAGIC}${dsn}\n{"at":${at},"bytes":${bytes.length}}\n`), bytes, Buffer.from('\n')]);
}

function headOf(line: string): { at: number; bytes: number } | undefined {
  try {
    const { at, bytes } = JSON.parse(line) as { at: unknown; bytes: unknown };
    return typeof at === 'number' && Number.isSafeInteger(bytes) && (bytes as number) >= 0 ? { at, bytes: bytes as number } : undefined;
  } catch {
    return undefined;
  }
}

/** Undefined for a file that is cut off, of another DSN or of another kind. Never throws. */
export function parseSpool(dsn: string, data: Uint8Array): StoredEnvelope | undefined {
  const decoder = new TextDecoder();
  const first = data.indexOf(NEWLINE);
  const second = data.indexOf(NEWLINE, first + 1);
  if (first < 0 || second < 0 || decoder.decode(data.subarray(0, first)) !== MAGIC + dsn) return undefined;
  const head = headOf(decoder.decode(data.subarray(first + 1, second)));
  const end = second + 1 + (head?.bytes ?? 0);
  return head && data[end] === NEWLINE ? { at: head.at, body: data.subarray(second + 1, end) } : undefined;
}
