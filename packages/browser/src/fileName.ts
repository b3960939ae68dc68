import { scrubUrl } from '@vigil/core';

const SCRIPT = /^[^?#]+\.(?:[cm]?[jt]sx?|wasm)(?:$|[?#])/i;

/**
 * The name of a file as events carry it. Code that stands in a page's HTML goes by the address of that page, whose query may hold what nobody
 * else is to read, as in the link of a mail: its values are left out. Names of scripts stay, by which source maps are found.
 */
export function fileName(file: string): string {
  return !file.startsWith(`${globalThis.location?.origin}/`) || SCRIPT.test(file) ? file : scrubUrl(file);
}
