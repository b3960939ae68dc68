import { type Claim, type Client, dsnToString, type Store, startTimer } from '@vigil/core';
import { answerOf, type Kept, openDatabase, QUEUE, written } from './openDatabase';

const MAX_ENVELOPES = 30;
/** 5 MiB. */
const MAX_BYTES = 5_242_880;
/** Longer than the tries of one envelope last: whoever took it and has not given it back by then is gone. */
const LEASE_MS = 900_000;
/** What two tabs may take for the time of one moment lies closer together. */
const CLOCK_SLACK_MS = 60_000;
/** Some engines leave a request without an answer for ever. */
const PATIENCE_MS = 5_000;

function within<T>(promise: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = startTimer(() => reject(new Error('no answer')), PATIENCE_MS);
    void promise.then(resolve, reject).then(stop);
  });
}

/** Those to leave so that the rest keeps the bounds: of the least valuable the oldest. */
function surplus(all: Kept[]): Kept[] {
  let bytes = all.reduce((sum, each) => sum + each.bytes, 0);
  let count = all.length;
  const ranked = [...all].sort((a, b) => a.value - b.value || a.at - b.at);
  return ranked.filter(each => {
    if (count <= MAX_ENVELOPES && bytes <= MAX_BYTES) return false;
    count--;
    bytes -= each.bytes;
    return true;
  });
}

/**
 * The envelopes of one DSN in an IndexedDB of its own, shared by the tabs of an origin: 30 at most, and 5 MiB. Nothing is opened before
 * the first use, and nothing without consent; where consent is denied all of it is deleted. What fails is warned of once (V081), and
 * nothing is kept.
 */
export function createDatabaseStore(client: Client, now: () => number, lost: (body: string | Uint8Array) => void): Store {
  const name = `vigil-offline ${dsnToString(client.getDsn()!)}`;
  let database: Promise<IDBDatabase> | undefined;
  let isBroken = false;
  /** Ids of what this page released. */
  const released = new Set<number>();
  const forget = () => {
    database = undefined;
  };
  const fail = (error: unknown): undefined => void client.warn('V081', 'offline', String(error));

  /** Does something with the queue in a transaction of its own; undefined where that fails. */
  async function use<T>(work: (queue: IDBObjectStore) => Promise<T> | T): Promise<T | undefined> {
    if (isBroken) return undefined;
    try {
      database ??= within(openDatabase(name, forget));
      const opened = await database.catch(error => {
        isBroken = true;
        throw error;
      });
      const transaction = opened.transaction(QUEUE, 'readwrite');
      const answer = await within(Promise.resolve(work(transaction.objectStore(QUEUE))));
      await within(written(transaction));
      return answer;
    } catch (error) {
      return fail(error);
    }
  }
  const remove = (id: number) => void use(queue => void queue.delete(id));
  const release = async (id: number) => {
    released.add(id);
    return !!(await use(async queue => {
      const kept: Kept | undefined = await answerOf(queue.get(id));
      if (kept) queue.put({ ...kept, until: 0 });
      return kept;
    }));
  };

  async function trim(): Promise<void> {
    const out = await use(async queue => {
      const leaving = surplus(await answerOf<Kept[]>(queue.getAll()));
      for (const { id } of leaving) queue.delete(id!);
      return leaving;
    });
    for (const { body } of out ?? []) lost(body);
  }
  async function erase(): Promise<void> {
    (await database?.catch(() => undefined))?.close();
    forget();
    await answerOf(indexedDB.deleteDatabase(name));
  }

  return {
    async put({ at, body }, value): Promise<Claim | undefined> {
      const bytes = typeof body === 'string' ? new TextEncoder().encode(body).length : body.length;
      if (bytes > MAX_BYTES) return undefined;
      // in nobody's hands from the start: who puts one here has given it up
      let id = 0;
      const isKept = await use(queue => {
        const adding = queue.add({ at, value, bytes, until: 0, body } satisfies Kept);
        adding.onsuccess = () => {
          id = Number(adding.result);
          released.add(id);
        };
        return true;
      });
      if (!isKept) return undefined;
      await trim();
      return { remove: () => remove(id), release: () => true };
    },
    async take(maxBytes) {
      if (client.getOptions().consent === 'denied') {
        // there may be no databases at all here
        await erase().catch(fail);
        return [];
      }
      let left = maxBytes;
      const taken = await use(async queue => {
        const all = await answerOf<Kept[]>(queue.getAll());
        // read when it is this tab's turn: another may have taken some while it waited for the database
        const time = now();
        // a clock that was set back must not hold them
        const free = all.filter(({ until }) => until <= time || until > time + LEASE_MS + CLOCK_SLACK_MS);
        const rank = ({ id }: Kept) => Number(released.has(id!));
        free.sort((a, b) => rank(a) - rank(b) || b.value - a.value || a.at - b.at);
        const chosen = free.filter(({ bytes }, at) => (left -= bytes) >= 0 || !at);
        for (const each of chosen) {
          released.delete(each.id!);
          queue.put({ ...each, until: time + LEASE_MS });
        }
        return chosen;
      });
      return (taken ?? []).map(({ id, at, body }) => ({ at, body, remove: () => remove(id!), release: () => release(id!) }));
    },
  };
}
