import { AsyncLocalStorage } from 'node:async_hooks';
import { safely } from '@vigil/core';

let inside: AsyncLocalStorage<true> | undefined;

/**
 * Runs `take`, and does not while one runs, nor in what that one has started: lines that a hook or a transport writes about a line would
 * lead to lines without end.
 */
export function withoutEcho(take: () => void): void {
  inside ??= new AsyncLocalStorage();
  const storage = inside;
  if (!isEcho()) safely(() => storage.run(true, take));
}

/** Whether it is within one that this is called. */
export function isEcho(): boolean {
  return inside?.getStore() === true;
}
