import { readStream } from './readStream';
import type { ByteStream } from './tunnelTypes';

const NEWLINE = 10;
/** 64 KiB: far more than an envelope header with a trace needs. */
const MAX_HEADER_BYTES = 65_536;
// No prototype: the name comes from a request.
const FORMATS: Record<string, string | null> = { __proto__: null, gzip: 'gzip', 'x-gzip': 'gzip', deflate: 'deflate' };

interface Streams {
  DecompressionStream?: new (format: string) => unknown;
  Response: new (body: Uint8Array) => { body: { pipeThrough(transform: unknown): ByteStream } };
}

/** Whether a body of this content encoding can be looked into on this runtime. */
export function isReadable(encoding: string): boolean {
  return !encoding || (!!FORMATS[encoding] && 'DecompressionStream' in globalThis);
}

/**
 * The first line of an envelope (protocol 2.1). Of a compressed one no more is unpacked than it takes to find the line's end, so that a
 * body that unpacks to gigabytes costs nothing. Undefined: too long. Rejects for what is not of that encoding.
 */
export async function readHeaderLine(body: Uint8Array, encoding: string): Promise<string | undefined> {
  const start = encoding ? await unpackedStart(body, encoding) : body;
  const end = start?.indexOf(NEWLINE) ?? -1;
  const line = end < 0 ? start : start?.subarray(0, end);
  return line && line.length <= MAX_HEADER_BYTES ? new TextDecoder().decode(line) : undefined;
}

function unpackedStart(body: Uint8Array, encoding: string): Promise<Uint8Array | undefined> {
  const { DecompressionStream, Response } = globalThis as unknown as Required<Streams>;
  const stream = new Response(body).body.pipeThrough(new DecompressionStream(FORMATS[encoding] as string));
  // a piece beyond the limit may hold the line's end all the same: the line itself is measured afterwards
  return readStream(stream, 4 * MAX_HEADER_BYTES, piece => piece.includes(NEWLINE));
}
