import { type Client, carrier, matchesAny } from '@vigil/core';
import { pageState } from './pageState';

/**
 * Whose it is what happens now: the client of `client.run`, else the one that owns the innermost of these files that anybody owns, else the
 * fallback, else nobody's. `files` is asked only where a client owns any: names of files, innermost first.
 */
export function ownerOf(files: () => Array<string | undefined>): Client | undefined {
  const active = carrier().active?.getClient();
  if (active) return active;
  // a disabled client (consent, `setEnabled`) still owns its code: what it may not tell, nobody else is to tell
  const { clients } = pageState();
  if (clients.some(({ frames }) => frames.length)) {
    for (const file of files()) {
      const owner = file && clients.find(({ frames }) => matchesAny(file, frames));
      if (owner) return owner.client;
    }
  }
  return clients.find(({ isFallback }) => isFallback)?.client;
}
