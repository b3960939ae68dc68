import type { HashSource } from '@vigil/core';
import { builtin } from '../env/builtin';

/** For `scrub.hash`. `node:crypto` costs 2 ms and is loaded with the first value that is hashed. */
export function hashSource(): HashSource {
  return { salt: () => process.env['VIGIL_HASH_SALT'], crypto: () => builtin('node:crypto') };
}
