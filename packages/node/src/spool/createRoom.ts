import fs from 'node:fs';
import { safely } from '@vigil/core';
import { claimFile, type SpoolFile, spoolFiles } from './spoolFiles';
import { parseSpool } from './spoolFormat';
import type { SpoolPlace } from './spoolPlace';

/** Makes room for `bytes` more. Throws where there is none, or where the folder cannot be read. */
export type MakeRoom = (bytes: number, value: number) => void;

/** The least valuable first, of these the oldest. */
function inOrderOfWorth(files: SpoolFile[]): SpoolFile[] {
  const rank = ({ name }: SpoolFile) => Number(/-(\d)-\d+-\w+$/.exec(name)?.[1]);
  return [...files].sort((one, other) => rank(other) - rank(one) || (one.name < other.name ? -1 : 1));
}

/**
 * Holds all files of one DSN together under `maxBytes`, those of other processes included. Looking at the folder takes a call for each
 * file, so it is looked at again only when a sixteenth of the limit was written since: by so much each further process may be over it.
 */
export function createRoom(place: SpoolPlace, lost: (body: string | Uint8Array) => void): MakeRoom {
  const { dsn, maxBytes } = place;
  const slack = maxBytes / 16;
  let total = Infinity;
  let written = 0;

  function giveUp(each: SpoolFile): boolean {
    // of an event that is still in our queue, the ledger tells
    if (each.state === 'ours') fs.unlinkSync(each.file);
    else {
      const file = claimFile(each);
      if (!file) return false;
      const stored = parseSpool(dsn, fs.readFileSync(file));
      fs.unlinkSync(file);
      if (stored) lost(stored.body);
    }
    return true;
  }

  return (bytes, value) => {
    total += bytes;
    written += bytes;
    if (total <= maxBytes && written <= slack) return;
    const files = spoolFiles(place);
    total = files.reduce((sum, each) => sum + each.bytes, bytes);
    written = 0;
    // some more than needed, or every one that follows would look again
    const aim = total > maxBytes ? Math.max(bytes, maxBytes - slack) : maxBytes;
    for (const each of inOrderOfWorth(files)) {
      const isWorthMore = Number(/-(\d)-\d+-\w+$/.exec(each.name)?.[1]) < 9 - value;
      if (total <= aim || isWorthMore) break;
      if (each.state !== 'theirs' && safely(() => giveUp(each))) total -= each.bytes;
    }
    if (total <= maxBytes) return;
    total -= bytes;
    throw new Error('it is full');
  };
}
