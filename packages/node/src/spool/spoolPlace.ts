import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Client, dsnToString, type StoreSettings, shortHash } from '@vigil/core';

/** Where what could not be delivered waits for the next start of the same DSN. */
export interface SpoolPlace {
  dir: string;
  /** Of the files of this DSN. */
  prefix: string;
  dsn: string;
  /** All files of this DSN together. */
  maxBytes: number;
  maxAgeMs: number;
  when: StoreSettings['when'];
  /** False: the application chose the folder, its owner and mode are the application's affair. */
  ours: boolean;
}

const MIB = 1_048_576;
const HOUR = 3_600_000;

/** Windows has no user ids, and a temporary folder for each user. */
function userId(): number | string {
  return process.getuid?.() ?? shortHash(os.userInfo().username);
}

/** Undefined with `spool: false` or without a DSN. */
export function spoolPlaceOf(client: Client): SpoolPlace | undefined {
  const { spool = 'exit' } = client.getOptions();
  const parts = client.getDsn();
  if (!spool || !parts) return undefined;
  const given = typeof spool === 'object' ? spool : { when: spool, dir: undefined };
  const limit = (key: 'maxBytes' | 'maxAgeMs', fallback: number) => {
    const value = 'maxBytes' in given || 'maxAgeMs' in given ? given[key] : undefined;
    if (value === undefined || (typeof value === 'number' && value >= 0)) return value ?? fallback;
    client.warn('V055', `spool.${key}`);
    return fallback;
  };
  const { dir, when = 'exit' } = given;
  if (!/^(exit|always)$/.test(when)) client.warn('V055', 'spool.when');
  const ours = !dir || typeof dir !== 'string';
  if (ours && typeof spool === 'object') client.warn('V055', 'spool.dir');
  const dsn = dsnToString(parts);
  // each file also says its DSN
  const prefix = shortHash(dsn);
  return {
    dir: ours ? path.join(os.tmpdir(), `vigil-${userId()}-${prefix}`) : path.resolve(dir),
    prefix,
    dsn,
    maxBytes: limit('maxBytes', (ours ? 5 : 50) * MIB),
    maxAgeMs: limit('maxAgeMs', (ours ? 24 : 7 * 24) * HOUR),
    when: when === 'always' ? when : ours ? 'exit' : 'overflow',
    ours,
  };
}

/** Nobody else wrote it and nobody else can read it. Anyone may have made that name in a shared temporary directory first. */
export function isPrivate(stats: fs.Stats): boolean {
  return process.getuid === undefined || (stats.uid === process.getuid() && (stats.mode & 0o077) === 0);
}

/** False: there is none. Throws where there is one that is not to be trusted, or that cannot be looked at. */
export function hasFolder({ dir, ours }: SpoolPlace): boolean {
  const stats = ours ? fs.lstatSync(dir, { throwIfNoEntry: false }) : fs.statSync(dir, { throwIfNoEntry: false });
  if (stats && !(stats.isDirectory() && (!ours || isPrivate(stats)))) throw new Error(`${dir} is not a private folder of this user`);
  return !!stats;
}

/** Not `recursive: true`, which never comes back where the kernel answers ENOENT in an existing folder (`/proc`). */
export function makeFolder(dir: string, mayClimb = true): void {
  try {
    fs.mkdirSync(dir, { mode: 0o700 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return;
    if (code !== 'ENOENT' || !mayClimb || path.dirname(dir) === dir) throw error;
    makeFolder(path.dirname(dir));
    makeFolder(dir, false);
  }
}
