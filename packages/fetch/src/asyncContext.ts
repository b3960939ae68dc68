import { type ContextPort, carrier, endedContext, type Hub, setContextPort } from '@vigil/core';
import type { AsyncStorage } from './fetchOptions';

let port: ContextPort | undefined;
let users = 0;

/**
 * Keeps the context of now in a storage of this class. Returns the stop. Started twice it is one storage, which stays until the last stop;
 * where another package keeps the context already, it stays with that.
 */
export function startAsyncContext(Storage: new () => AsyncStorage<Hub>): () => void {
  const slot = carrier();
  if (slot.port && slot.port !== port) return () => {};
  if (!slot.port) {
    const kept = new Storage();
    port = { get: () => endedContext(kept.getStore()), run: (hub, fn) => kept.run(hub, fn) };
    users = 0;
    setContextPort(port);
  }
  const mine = port;
  users++;
  let running = true;
  return () => {
    if (!running || mine !== port) return;
    running = false;
    if (--users > 0) return;
    if (slot.port === mine) setContextPort(undefined);
    port = undefined;
  };
}
