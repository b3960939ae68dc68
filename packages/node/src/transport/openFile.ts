import fs from 'node:fs';
import type { Platform } from '@vigil/core';

type LateFile = ReturnType<NonNullable<Platform['openFile']>>;

/** What the file holds now, read later: a log that grows meanwhile ends where it ended. Throws for what is no regular file. */
export function openFile(path: string): LateFile {
  const stats = fs.statSync(path);
  // a pipe would never end
  if (!stats.isFile()) throw new TypeError(`${path} is not a file`);
  const { size } = stats;
  return {
    size,
    async read() {
      const file = await fs.promises.open(path);
      try {
        const { buffer, bytesRead } = await file.read(new Uint8Array(size), 0, size, 0);
        return buffer.subarray(0, bytesRead);
      } finally {
        await file.close();
      }
    },
    readNow() {
      const file = fs.openSync(path, 'r');
      try {
        const data = new Uint8Array(size);
        return data.subarray(0, fs.readSync(file, data, 0, size, 0));
      } finally {
        fs.closeSync(file);
      }
    },
  };
}
