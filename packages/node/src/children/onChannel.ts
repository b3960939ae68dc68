import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { safely } from '@vigil/core';

/** Tells of every message of a diagnostics channel; what `heed` throws reaches nobody. Returns the stop. */
export function onChannel(name: string, heed: (message: object) => void): () => void {
  const listener = (message: unknown) => void safely(() => heed(message as object));
  subscribe(name, listener);
  return () => void unsubscribe(name, listener);
}
