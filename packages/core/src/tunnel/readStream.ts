import type { ByteStream } from './tunnelTypes';

/** The bytes of a stream, or of its beginning where `isEnough` says so of a piece. Undefined, and the stream is cancelled, over `maxBytes`. */
export async function readStream(
  stream: ByteStream,
  maxBytes: number,
  isEnough: (piece: Uint8Array) => boolean = () => false,
): Promise<Uint8Array | undefined> {
  const reader = stream.getReader();
  const pieces: Uint8Array[] = [];
  let total = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    if (!value) continue;
    total += value.length;
    const isLast = total > maxBytes || isEnough(value);
    // whoever sends may leave a cancelled stream hanging: nothing here waits for it
    if (isLast) reader.cancel().catch(() => {});
    if (total > maxBytes) return undefined;
    pieces.push(value);
    if (isLast) break;
  }
  return joined(pieces, total);
}

function joined(pieces: Uint8Array[], total: number): Uint8Array {
  if (pieces.length === 1) return pieces[0] as Uint8Array;
  const bytes = new Uint8Array(total);
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}
