import type { HashSource } from '@vigil/core';

interface Host {
  process?: { env?: Record<string, string | undefined>; getBuiltinModule?(id: string): ReturnType<HashSource['crypto']> };
}

/** For `scrub.hash`, by what Bun, Deno and workerd have of Node. Elsewhere there is no synchronous HMAC. */
export function hashSource(): HashSource {
  const { process } = globalThis as Host;
  return { salt: () => process?.env?.['VIGIL_HASH_SALT'], crypto: () => process?.getBuiltinModule?.('node:crypto') };
}
