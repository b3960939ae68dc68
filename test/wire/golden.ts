import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const pathOf = (name: string): string => fileURLToPath(new URL(`./golden/${name}.txt`, import.meta.url));

/** The bytes on file. With UPDATE_GOLDEN=1 those given become the file. */
export function golden(name: string, current: Uint8Array): Buffer {
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(pathOf(name), current);
  return existsSync(pathOf(name)) ? readFileSync(pathOf(name)) : Buffer.alloc(0);
}
