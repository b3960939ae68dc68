import type { Hub, VigilOptions } from '@vigil/core';

/** What is used of an `AsyncLocalStorage`. */
export interface AsyncStorage<T> {
  getStore(): T | undefined;
  run<R>(store: T, fn: () => R): R;
}

export interface FetchOptions extends VigilOptions {
  /**
   * The class of `node:async_hooks`, on runtimes that have it: contexts then last across `await`. The entry `@vigil/fetch/als` gives it by
   * itself. Without it a context is that of synchronous code, and `hub.run` carries it by hand.
   */
  AsyncLocalStorage?: (new () => AsyncStorage<Hub>) | undefined;
}
