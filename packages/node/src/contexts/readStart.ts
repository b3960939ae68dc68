import fs from 'node:fs';

/** Files of `/proc` have no length that could be asked for. */
const MAX_BYTES = 65_536;

/** The first 64 KiB of a text file; '' where it cannot be read. */
export function readStart(path: string): string {
  let file: number | undefined;
  try {
    file = fs.openSync(path, 'r');
    const bytes = Buffer.alloc(MAX_BYTES);
    let length = 0;
    for (let got = -1; got !== 0 && length < MAX_BYTES; length += got) got = fs.readSync(file, bytes, length, MAX_BYTES - length, null);
    return bytes.toString('utf8', 0, length);
  } catch {
    return '';
  } finally {
    if (file !== undefined) fs.closeSync(file);
  }
}
