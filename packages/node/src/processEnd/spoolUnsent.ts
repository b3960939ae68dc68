import fs from 'node:fs';
import path from 'node:path';
import { type Client, safely, type Unsent, uuid4 } from '@vigil/core';
import { ageOf } from './spoolAges';
import { formatSpool, type SpoolRecord } from './spoolFormat';
import { isUsableFolder, type SpoolPlace, spoolFiles, spoolPlaceOf } from './spoolPlace';

interface Held {
  item: Unsent;
  record: SpoolRecord;
}

function bytesOf(body: string | Uint8Array): Uint8Array {
  return typeof body === 'string' ? Buffer.from(body) : body;
}

/** As many as fit. When not all do, what ended the process goes first, then the order they came in. */
function fitting(held: Held[], maxBytes: number): Held[] {
  let left = maxBytes;
  const total = held.reduce((sum, { record }) => sum + record.body.length, 0);
  const isFatal = ({ record }: Held) => Number(Buffer.from(record.body).includes('"level":"fatal"'));
  const ordered = total <= maxBytes ? held : [...held].sort((one, other) => isFatal(other) - isFatal(one));
  return ordered.filter(({ record }) => {
    const fits = record.body.length <= left;
    if (fits) left -= record.body.length;
    return fits;
  });
}

/** Oldest files out, until `bytes` more fit. */
function makeRoom(place: SpoolPlace, bytes: number): void {
  const files = spoolFiles(place);
  let total = files.reduce((sum, each) => sum + each.bytes, bytes);
  for (const { file, bytes: size } of files) {
    if (total <= place.maxBytes) return;
    safely(() => fs.unlinkSync(file));
    total -= size;
  }
}

/** Not `recursive: true`, which never comes back where the kernel answers ENOENT in an existing folder (`/proc`). */
function makeFolder(dir: string, mayClimb = true): void {
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

/** Under its name all at once or not at all. Throws what the file system throws. */
function writeSpool(place: SpoolPlace, records: SpoolRecord[]): void {
  makeFolder(path.resolve(place.dir));
  if (!isUsableFolder(place)) throw new Error(`${place.dir} is not a private folder of this user`);
  const data = formatSpool(place.dsn, records);
  makeRoom(place, data.length);
  const file = path.join(place.dir, `${place.prefix}-${Date.now()}-${uuid4().slice(0, 8)}`);
  try {
    fs.writeFileSync(`${file}.tmp`, data, { mode: 0o600, flag: 'wx' });
    fs.renameSync(`${file}.tmp`, `${file}.spool`);
  } catch (error) {
    safely(() => fs.unlinkSync(`${file}.tmp`));
    throw error;
  }
}

function keep(place: SpoolPlace, unsent: Unsent[]): void {
  const now = Date.now();
  const held = unsent.map(item => {
    const body = bytesOf(item.body);
    return { item, record: { at: ageOf(body, now), body } };
  });
  const kept = new Set(fitting(held, place.maxBytes));
  const records = [...kept].map(({ record }) => record);
  if (records.length) writeSpool(place, records);
  for (const each of held) each.item.settle(kept.has(each) ? 'spooled' : 'queue_overflow');
}

/** Keeps undelivered envelopes for the next start and settles each: `spooled`, or what else became of it. Never throws. */
export function spoolUnsent(client: Client, unsent: Unsent[]): void {
  try {
    const place = spoolPlaceOf(client);
    if (place) keep(place, unsent);
  } catch (error) {
    client.warn('V030', 'spool', String(error));
  } // the first status stands: this is for what got none
  for (const item of unsent) item.settle('network_error');
}
