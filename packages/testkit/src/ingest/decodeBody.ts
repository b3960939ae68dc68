import { decodeEnvelope, type ReceivedEnvelope } from '../decodeEnvelope';

type Zlib = typeof import('node:zlib');
type Inflate = (bytes: Uint8Array, options: { maxOutputLength: number }) => Uint8Array;

/** Relay's default for an inflated envelope (protocol 4). */
const MAX_BYTES = 209_715_200;

/**
 * Undoes the content encoding (gzip, deflate, br, and zstd where Node has it), then reads the envelope. Never throws.
 * Synchronous, so that envelopes are kept in the order in which their requests ended.
 */
export function decodeBody(body: Uint8Array, encoding: string | undefined, zlib: Zlib): ReceivedEnvelope {
  let bytes = body;
  const names = (encoding ?? '').toLowerCase().split(',');
  // The header lists encodings in the order they were applied.
  for (const name of names.map(part => part.trim()).reverse()) {
    if (!name || name === 'identity') continue;
    try {
      bytes = inflaterFor(name, zlib)(bytes, { maxOutputLength: MAX_BYTES });
    } catch (error) {
      return { headers: {}, items: [], malformed: `the body is no ${name}: ${error instanceof Error ? error.message : String(error)}` };
    }
  }
  return decodeEnvelope(bytes);
}

function inflaterFor(name: string, zlib: Zlib & { zstdDecompressSync?: Inflate }): Inflate {
  if (name === 'gzip' || name === 'x-gzip') return zlib.gunzipSync;
  if (name === 'deflate') return zlib.inflateSync;
  if (name === 'br') return zlib.brotliDecompressSync;
  if (name === 'zstd' && zlib.zstdDecompressSync) return zlib.zstdDecompressSync;
  throw new Error('an encoding this server cannot read');
}
