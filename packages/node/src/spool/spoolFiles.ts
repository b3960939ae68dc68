import fs from 'node:fs';
import path from 'node:path';
import { safely, uuid4 } from '@vigil/core';
import { ownerState, spoolOwner } from './spoolOwner';
import { isPrivate, type SpoolPlace } from './spoolPlace';

export interface SpoolFile {
  file: string;
  /** Its name without who has it in hand. */
  name: string;
  bytes: number;
  /** Last written, milliseconds since the epoch. */
  changed: number;
  /** Free to take; in our own hands; in those of another process or thread. */
  state: 'free' | 'ours' | 'theirs';
}

/**
 * A file of an owner that cannot be asked about (another machine or container, a system without `/proc`) is free when nobody has
 * touched it for so long: an error is retried for five minutes, then let go.
 */
const LEASE_MS = 900_000;

/**
 * `<prefix>-<9 - value>-<ms>-<random>`, then `.spool` for a file that waits, or `.<owner>.live` for one in somebody's hands. In the order
 * of names the most valuable come first, then the oldest.
 */
export function newName({ dir, prefix }: SpoolPlace, value: number): string {
  return path.join(dir, `${prefix}-${9 - value}-${Date.now()}-${uuid4().slice(0, 12)}`);
}
export const freeName = (name: string): string => `${name}.spool`;
export const ownName = (name: string): string => `${name}.${spoolOwner()}.live`;

/** The files of this DSN in the order of their names; what is not a private file of ours is passed by. Throws where the folder cannot be read. */
export function spoolFiles({ dir, prefix }: SpoolPlace): SpoolFile[] {
  const states = new Map<string, ReturnType<typeof ownerState>>();
  const stateOf = (owner: string | undefined, touched: number): SpoolFile['state'] => {
    if (!owner) return 'free';
    if (owner === spoolOwner()) return 'ours';
    const state = states.get(owner) ?? ownerState(owner);
    states.set(owner, state);
    // too far in the future is as good as too long ago: clocks jump
    const isStale = Math.abs(Date.now() - touched) > LEASE_MS;
    return state === 'gone' || (state === 'unknown' && isStale) ? 'free' : 'theirs';
  };
  const names = fs.readdirSync(dir).filter(name => name.startsWith(`${prefix}-`));
  return names.sort().flatMap(each => {
    const [, name = '', owner] = /^(\w+-\d-\d+-\w+)\.(?:spool|(.+)\.live)$/.exec(each) ?? [];
    const file = path.join(dir, each);
    const stats = name ? fs.lstatSync(file, { throwIfNoEntry: false }) : undefined;
    if (!stats?.isFile() || !isPrivate(stats)) return [];
    const state = stateOf(owner, stats.ctimeMs);
    return [{ file, name: path.join(dir, name), bytes: stats.size, changed: stats.mtimeMs, state }];
  });
}

/** Its new path, for the one process whose rename succeeds: of several that want it only one gets it. */
export function claimFile({ file, name }: SpoolFile): string | undefined {
  return safely(() => {
    fs.renameSync(file, ownName(name));
    return ownName(name);
  });
}
