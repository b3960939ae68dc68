import fs from 'node:fs';
import path from 'node:path';
import { type EnvelopeItem, type Platform, safely } from '@vigil/core';

interface LateFile {
  path: string;
  /** At capture: a log that grows meanwhile ends where it ended then. */
  size: number;
}

async function read({ path, size }: LateFile): Promise<Uint8Array> {
  const file = await fs.promises.open(path);
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(size), 0, size, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function readNow({ path, size }: LateFile): Uint8Array {
  const file = fs.openSync(path, 'r');
  try {
    const data = new Uint8Array(size);
    return data.subarray(0, fs.readSync(file, data, 0, size, 0));
  } finally {
    fs.closeSync(file);
  }
}

/** Attachments by path: in the queue they cost no memory, at the first try they are read. */
export function createLateFiles(): NonNullable<Platform['files']> {
  const files = new WeakMap<EnvelopeItem, LateFile>();

  function fill(item: EnvelopeItem, data: Uint8Array | undefined, failed: (item: EnvelopeItem) => void): void {
    // at process end it was read meanwhile
    if (!files.delete(item)) return;
    if (data) {
      item[0].length = data.length;
      item[1] = data;
    } else failed(item);
  }
  const waiting = (items: EnvelopeItem[]) => items.flatMap(item => ({ item, file: files.get(item) as LateFile })).filter(each => each.file);

  return {
    add(item, given) {
      const stats = fs.statSync(given);
      // a pipe would never end
      if (!stats.isFile()) throw new TypeError(`${given} is not a file`);
      item[0].filename ??= path.basename(given);
      item[0].length = stats.size;
      files.set(item, { path: given, size: stats.size });
      return item;
    },
    read(items, failed) {
      const late = waiting(items);
      if (!late[0]) return undefined;
      return Promise.all(late.map(async ({ item, file }) => fill(item, await read(file).catch(() => undefined), failed)));
    },
    readNow(items, failed) {
      for (const { item, file } of waiting(items))
        fill(
          item,
          safely(() => readNow(file)),
          failed,
        );
    },
  };
}
