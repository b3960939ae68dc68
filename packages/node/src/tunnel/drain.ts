import type { Readable } from 'node:stream';

const MAX_BYTES = 16_777_216;
const IDLE_MS = 1_000;
const MAX_MS = 30_000;

/**
 * Takes in, and forgets, what is left of a body that is refused. A client that still writes when its socket is closed is told of a reset, and
 * may never see the answer: it would send all of it again. Ends at the body's end; after 16 MiB, 30 s or a second of silence without it.
 * Never rejects.
 */
export function drain(stream: Readable): Promise<void> {
  return new Promise(resolve => {
    const from = Date.now();
    let left = MAX_BYTES;
    let silence: NodeJS.Timeout | undefined;
    const end = (): void => {
      clearTimeout(silence);
      stream.off('data', onData).off('end', end).off('close', end);
      resolve();
    };
    const listen = (): void => {
      clearTimeout(silence);
      silence = setTimeout(end, IDLE_MS);
    };
    const onData = (piece: Uint8Array | string): void => {
      left -= piece.length;
      if (left < 0 || Date.now() - from > MAX_MS) end();
      else listen();
    };
    // stays: an error that comes after the answer is nobody's
    stream.on('error', () => {});
    if (stream.readableEnded || stream.destroyed) return resolve();
    listen();
    stream.on('data', onData).on('end', end).on('close', end);
  });
}
