import { carrier, endedContext, type Hub, setContextPort } from '@vigil/core';
import type { AsyncStorage } from './fetchOptions';

/** Keeps the context of now in a storage of this class. Returns the stop. Where another package keeps it already, it stays with that. */
export function startAsyncContext(Storage: new () => AsyncStorage<Hub>): () => void {
  const slot = carrier();
  if (slot.port) return () => {};
  const kept = new Storage();
  const port = { get: () => endedContext(kept.getStore()), run: <T>(hub: Hub, fn: () => T) => kept.run(hub, fn) };
  setContextPort(port);
  return () => {
    if (slot.port === port) setContextPort(undefined);
  };
}
