/** At once where the platform can (a folder), later where it cannot (a browser's database). */
export type Soon<T> = T | Promise<T>;

/** A serialised envelope that waits for a later try. */
export interface StoredEnvelope {
  /** When it was first kept. Milliseconds since the epoch. */
  at: number;
  body: string | Uint8Array;
}

/** One stored envelope in the hands of this process: until one of these is called, nobody else is given it. */
export interface Claim {
  /** It has its final answer. */
  remove(): void;
  /** Nobody answered: it waits for whoever takes it next. False where it is no longer there. */
  release(): Soon<boolean>;
}

/**
 * Where envelopes outlive the process: a folder, a database. Bounds of bytes are the store's own, and so is whom it lets know of a
 * failure; none of these throws or rejects.
 */
export interface Store {
  /** Keeps one, claimed for this process. `value`: 0, 1 for errors, 2 for fatal ones, which are the last to make way. Undefined: it could not. */
  put(envelope: StoredEnvelope, value: number): Soon<Claim | undefined>;
  /**
   * Claims what is in nobody's hands: at least one where there is any, then as many as fit in `maxBytes`; the most valuable first, but what
   * was released here before comes last, or one that no server takes would stand before all others.
   */
  take(maxBytes: number): Soon<Array<StoredEnvelope & Claim>>;
}

/** How a client uses its store. */
export interface StoreSettings {
  store: Store;
  /** What was first kept longer ago is not sent. Milliseconds. */
  maxAgeMs: number;
  /**
   * `exit`: what is unsent when the process ends. `overflow`: also errors that the queue or the tries cannot hold. `always`: also each
   * error, from its capture until its final answer.
   */
  when: 'exit' | 'overflow' | 'always';
}

/** Goes on with a value, in the same turn where it is there. */
export function soon<T>(value: Soon<T>, then: (value: T) => void): void {
  // under zone.js what an async function answers is no instance of the page's `Promise`
  const promise = value as Partial<Promise<T>> | undefined;
  if (promise?.then) void promise.then(then);
  else then(value as T);
}
