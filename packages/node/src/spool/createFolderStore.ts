import fs from 'node:fs';
import { type Claim, type Client, type Store, type StoredEnvelope, safely } from '@vigil/core';
import { createRoom } from './createRoom';
import { claimFile, freeName, newName, ownName, type SpoolFile, spoolFiles } from './spoolFiles';
import { formatSpool, parseSpool } from './spoolFormat';
import { hasFolder, makeFolder, type SpoolPlace } from './spoolPlace';

/** Nobody but us reads it under this name, so it need not appear there all at once; what is cut off, no capture has returned from. */
function write(file: string, data: Uint8Array): void {
  try {
    fs.writeFileSync(file, data, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    safely(() => fs.unlinkSync(file));
    throw error;
  }
}

/**
 * One file (0600) an envelope, so that it is removed by one call, and claimed by one that only one process can succeed with. Files of
 * another process are its own as long as it lives. Nothing is touched before it is used.
 */
export function createFolderStore(client: Client, place: SpoolPlace, lost: (body: string | Uint8Array) => void): Store {
  const makeRoom = createRoom(place, lost);
  /** Names of what this process released. */
  let released = new Set<string>();

  function claimOf(file: string, name: string): Claim {
    return {
      remove: () => safely(() => fs.unlinkSync(file)),
      release: () =>
        !!safely(() => {
          fs.renameSync(file, freeName(name));
          released.add(name);
          return true;
        }),
    };
  }
  /** What can be claimed, in the order of `Store.take`. */
  function freeFiles(): SpoolFile[] {
    const free = hasFolder(place) ? spoolFiles(place).filter(({ state }) => state === 'free') : [];
    // those that another process took are forgotten
    released = new Set(free.map(({ name }) => name).filter(name => released.has(name)));
    const rank = ({ name }: SpoolFile) => Number(released.has(name));
    return free.sort((one, other) => rank(one) - rank(other));
  }

  function read(each: SpoolFile): (StoredEnvelope & Claim) | undefined {
    const file = claimFile(each);
    if (!file) return undefined;
    const stored = safely(() => parseSpool(place.dsn, fs.readFileSync(file)));
    if (stored) return { ...stored, at: Math.min(stored.at, each.changed), ...claimOf(file, each.name) };
    client.debug(`${each.file} was broken or cut off, deleted`);
    safely(() => fs.unlinkSync(file));
    return undefined;
  }

  return {
    put(envelope, value) {
      try {
        if (!hasFolder(place)) makeFolder(place.dir);
        const data = formatSpool(place.dsn, envelope);
        makeRoom(data.length, value);
        const name = newName(place, value);
        const file = ownName(name);
        write(file, data);
        return claimOf(file, name);
      } catch (error) {
        return void client.warn('V030', 'spool', String(error));
      }
    },
    take(maxBytes) {
      try {
        const found: Array<StoredEnvelope & Claim> = [];
        let left = maxBytes;
        for (const each of freeFiles()) {
          left -= each.bytes;
          if (found[0] && left < 0) break;
          const stored = read(each);
          if (stored) found.push(stored);
        }
        return found;
      } catch (error) {
        // of a folder that nobody chose, the first who has to write there hears
        if (place.ours) client.debug(`spool: ${String(error)}`);
        else client.warn('V054', 'spool', String(error));
        return [];
      }
    },
  };
}
