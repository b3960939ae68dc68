import { builtin } from '../env/builtin';

/** Compressed on zlib's own threads; undefined when that fails, and the body goes as it is. */
export async function gzip(body: string | Uint8Array): Promise<Uint8Array | undefined> {
  const zlib = builtin('node:zlib');
  return new Promise(resolve => zlib.gzip(body, (error, packed) => resolve(error ? undefined : packed)));
}
