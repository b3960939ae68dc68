import { createRequire } from 'node:module';
import type { HashSource } from '@vigil/core';

/** For `scrub.hash`. `node:crypto` costs 2 ms and is loaded with the first value that is hashed. */
export function hashSource(): HashSource {
  const get = process.getBuiltinModule as ((id: string) => object | undefined) | undefined;
  const load = () => get?.('node:crypto') ?? createRequire(process.execPath)('node:crypto');
  return { salt: () => process.env['VIGIL_HASH_SALT'], crypto: () => load() as ReturnType<HashSource['crypto']> };
}
