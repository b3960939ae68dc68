import fs from 'node:fs';
import path from 'node:path';
import { type Client, type Finding, safely } from '@vigil/core';
import { canHaveWorker } from '../processEnd/roomForWorker';
import { spoolFiles } from '../spool/spoolFiles';
import { hasFolder, spoolPlaceOf } from '../spool/spoolPlace';

/** Whether what cannot be delivered can be kept, and what is kept now, or nothing but kept. Makes nothing. */
export function checkSpool(client: Client): Finding {
  const finding = lookAtFolder(client);
  if (finding.status !== 'ok' || canHaveWorker()) return finding;
  const message = `${finding.message}; what is unsent when this process ends waits there, since it can have no Worker`;
  return { status: 'warn', message, fix: 'under --permission give --allow-worker; else see docs/process-end.md' };
}

function lookAtFolder(client: Client): Finding {
  const place = spoolPlaceOf(client);
  if (!place) return { status: 'skipped', message: client.getDsn() ? 'spool: false' : 'there is no DSN' };
  const { dir } = place;
  const fix = 'give spool: { dir } a folder that this user can write';
  if (!fs.existsSync(dir)) {
    const parent = existingParent(path.resolve(dir));
    if (!canWrite(parent)) return { status: 'warn', message: `${dir} cannot be made, ${parent} cannot be written`, fix };
    return { status: 'ok', message: `nothing waits; ${dir} is made when it is needed` };
  }
  // it throws for one that is not to be trusted
  if (!safely(() => hasFolder(place))) return { status: 'warn', message: `${dir} is no private folder of this user`, fix };
  if (!canWrite(dir)) return { status: 'warn', message: `${dir} cannot be written`, fix };
  // what a process has in hand is none of the waiting
  const files = spoolFiles(place).filter(({ state }) => state === 'free');
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const waiting = files.length
    ? `${files.length} of at most ${place.maxBytes} bytes wait (${bytes} bytes), the next start sends them`
    : 'nothing waits';
  return { status: 'ok', message: `${waiting} in ${dir}` };
}

function existingParent(dir: string): string {
  const parent = path.dirname(dir);
  return parent === dir || fs.existsSync(parent) ? parent : existingParent(parent);
}

function canWrite(dir: string): boolean {
  try {
    fs.accessSync(dir, fs.constants.W_OK | fs.constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
