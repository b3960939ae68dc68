/** The first bytes of a body that passed by. */
export interface BodyTap {
  chunks: Buffer[];
  kept: number;
  /** All that passed, kept or not. */
  total: number;
}

/** Copies what still fits into `limit` bytes: a slice would pin the parser's whole buffer, and the application may overwrite it. */
export function tapChunk(tap: BodyTap | undefined, chunk: unknown, limit: number): BodyTap | undefined {
  if (typeof chunk !== 'string' && !(chunk instanceof Uint8Array)) return tap;
  const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
  const into = tap ?? { chunks: [], kept: 0, total: 0 };
  const room = Math.min(limit - into.kept, bytes.length);
  if (room > 0) into.chunks.push(Buffer.from(bytes.subarray(0, room)));
  into.kept += room;
  into.total += bytes.length;
  return into;
}
