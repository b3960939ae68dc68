import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { type Client, dsnToString, shortHash } from '@vigil/core';

/** Where what could not be delivered waits for the next start of the same DSN. */
export interface SpoolPlace {
  dir: string;
  /** Of the files of this DSN. */
  prefix: string;
  dsn: string;
  /** All files of this DSN together. */
  maxBytes: number;
  maxAgeMs: number;
  /** False: the application chose the folder, its owner and mode are the application's affair. */
  ours: boolean;
}

const MIB = 1024 * 1024;
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
  const dsn = dsnToString(parts);
  // each file also says its DSN
  const prefix = shortHash(dsn);
  if (typeof spool === 'object' && spool.dir) {
    const { dir, maxBytes = 50 * MIB, maxAgeMs = 7 * 24 * HOUR } = spool;
    return { dir, prefix, dsn, maxBytes, maxAgeMs, ours: false };
  }
  const dir = path.join(os.tmpdir(), `vigil-${userId()}-${prefix}`);
  return { dir, prefix, dsn, maxBytes: 5 * MIB, maxAgeMs: 24 * HOUR, ours: true };
}

/** Nobody else wrote it and nobody else can read it. Anyone may have made that name in a shared temporary directory first. */
function isPrivate(stats: fs.Stats): boolean {
  return process.getuid === undefined || (stats.uid === process.getuid() && (stats.mode & 0o077) === 0);
}

/** False: no such folder, or one that is not to be trusted. */
export function isUsableFolder({ dir, ours }: SpoolPlace): boolean {
  const stats = ours ? fs.lstatSync(dir, { throwIfNoEntry: false }) : fs.statSync(dir, { throwIfNoEntry: false });
  return !!stats?.isDirectory() && (!ours || isPrivate(stats));
}

export interface SpoolFile {
  file: string;
  bytes: number;
  /** Milliseconds since the epoch. */
  changed: number;
}

/** The files of this DSN, oldest first; what is not a private file of ours is passed by. */
export function spoolFiles({ dir, prefix }: SpoolPlace): SpoolFile[] {
  const names = fs.readdirSync(dir).filter(name => name.startsWith(`${prefix}-`));
  return names.sort().flatMap(name => {
    const file = path.join(dir, name);
    const stats = fs.lstatSync(file, { throwIfNoEntry: false });
    return stats?.isFile() && isPrivate(stats) ? [{ file, bytes: stats.size, changed: stats.mtimeMs }] : [];
  });
}
