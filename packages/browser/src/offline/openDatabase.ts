import { safely } from '@vigil/core';

/** One envelope as it lies in the database. */
export interface Kept {
  /** Its key, given by the database. */
  id?: number;
  /** When it was first kept. Milliseconds since the epoch. */
  at: number;
  value: number;
  bytes: number;
  /** In the hands of a tab until then, which may be gone. 0: in nobody's. */
  until: number;
  body: string | Uint8Array;
}

export const QUEUE = 'queue';

/** What the database answers to a request. */
export function answerOf<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Until what was asked of a transaction is written. It is not kept open for more, so that it outlives its page. */
export function written(transaction: IDBTransaction): Promise<void> {
  safely(() => transaction.commit?.());
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    // both have an error but where the database itself went away
    transaction.onabort = transaction.onerror = () => reject(transaction.error ?? new Error('aborted'));
  });
}

/** Opens the database, made where there is none. It makes way for whoever wants to erase it; `gone` is told when it did. */
export async function openDatabase(name: string, gone: () => void): Promise<IDBDatabase> {
  const opening = indexedDB.open(name, 1);
  opening.onupgradeneeded = () => void opening.result.createObjectStore(QUEUE, { keyPath: 'id', autoIncrement: true });
  const database = await answerOf(opening);
  database.onclose = gone;
  database.onversionchange = () => {
    database.close();
    gone();
  };
  return database;
}
