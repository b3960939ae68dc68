/** The first bytes of a body that passed by. */
export interface BodyTap {
  chunks: Uint8Array[];
  kept: number;
  /** All that passed, kept or not. */
  total: number;
}

/** Copies what still fits into `limit` bytes: a slice would pin the parser's whole buffer, and the application may overwrite it. */
export function tapChunk(tap: BodyTap | undefined, chunk: unknown, limit: number): BodyTap | undefined {
  if (typeof chunk !== 'string' && !(chunk instanceof Uint8Array)) return tap;
  const bytes = typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk;
  const into = tap ?? { chunks: [], kept: 0, total: 0 };
  const room = Math.min(limit - into.kept, bytes.length);
  if (room > 0) into.chunks.push(new Uint8Array(bytes.subarray(0, room)));
  into.kept += room;
  into.total += bytes.length;
  return into;
}

/** What was kept, as text. */
export function tappedText({ chunks, kept }: BodyTap): string {
  const bytes = new Uint8Array(kept);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return new TextDecoder().decode(bytes);
}
