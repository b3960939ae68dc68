import { type ContextPort, carrier, endedContext, type Hub, setContextPort } from '@vigil/core';
import type { AsyncStorage } from './fetchOptions';

/** One for all copies of this file: a client of one copy must not take away the context that another's requests are in. */
interface Kept {
  port: ContextPort;
  users: number;
}

function open(Storage: new () => AsyncStorage<Hub>): Kept {
  const storage = new Storage();
  const port: ContextPort = { get: () => endedContext(storage.getStore()), run: (hub, fn) => storage.run(hub, fn) };
  setContextPort(port);
  return { port, users: 0 };
}

/**
 * Keeps the context of now in a storage of this class. Returns the stop. Started twice it is one storage, which stays until the last stop;
 * where another package keeps the context already, it stays with that.
 */
export function startAsyncContext(Storage: new () => AsyncStorage<Hub>): () => void {
  const slot = carrier();
  slot.shared ??= {};
  const { shared } = slot;
  const known = shared['fetchContext'] as Kept | undefined;
  if (slot.port && slot.port !== known?.port) return () => {};
  const kept = slot.port && known ? known : open(Storage);
  shared['fetchContext'] = kept;
  kept.users++;
  let running = true;
  return () => {
    if (!running) return;
    running = false;
    if (--kept.users > 0) return;
    if (slot.port === kept.port) setContextPort(undefined);
    if (shared['fetchContext'] === kept) shared['fetchContext'] = undefined;
  };
}
