import type { Readable } from 'node:stream';

/**
 * The bytes of a request; undefined as soon as they are more than `maxBytes`, what is left of it is not kept. Rejects when it breaks off,
 * or was read before. The stream is not destroyed: the answer has to go out over the same socket.
 */
export function readBody(stream: Readable, maxBytes: number): Promise<Uint8Array | undefined> {
  return new Promise((resolve, reject) => {
    const pieces: Uint8Array[] = [];
    let total = 0;
    const end = (settle: () => void): void => {
      stream.off('data', onData).off('end', onEnd).off('close', onClose);
      settle();
    };
    const onData = (piece: Uint8Array | string): void => {
      const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece;
      total += bytes.length;
      if (total > maxBytes) end(() => resolve(undefined));
      else pieces.push(bytes);
    };
    const onEnd = (): void => end(() => resolve(pieces.length === 1 ? pieces[0] : Buffer.concat(pieces)));
    const onClose = (): void => end(() => reject(new Error('the request broke off')));
    // stays: an error that comes after the answer is nobody's
    stream.on('error', onClose);
    if (stream.readableEnded || stream.destroyed) return onClose();
    stream.on('data', onData).on('end', onEnd).on('close', onClose);
  });
}
