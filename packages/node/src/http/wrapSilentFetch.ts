import { type InstrumentFetchOptions, instrumentFetch, wrapMethod } from '@vigil/core';

/** Bun and Deno tell undici's channels nothing of their own `fetch`. There it is wrapped; returns the undo. */
export function wrapSilentFetch(settings: () => InstrumentFetchOptions | undefined): () => void {
  const { versions } = process;
  if (!versions['bun'] && !versions['deno']) return () => {};
  return wrapMethod(globalThis, 'fetch', original => instrumentFetch(original, settings));
}
