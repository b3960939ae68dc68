import { safely } from './safely';

const hexOf: string[] = [];

let pool: Uint8Array;
let left = 0;

/** `count` random bytes as hex, of the first only the bits of `mask`, and `set`. */
function bytes(count: number, mask = 255, set = 0): string {
  let text = '';
  for (let n = 0; n < count; n++) {
    // No crypto, or not now (some edge runtimes refuse it outside a request): this byte comes from the weaker source, the next tries again.
    if (!left && safely(() => (pool = crypto!.getRandomValues(new Uint8Array(4096))))) left = 4096;
    const byte = left ? pool[--left]! : (Math.random() * 256) | 0;
    const value = n ? byte : (byte & mask) | set;
    text += hexOf[value] ??= (value + 256).toString(16).slice(1);
  }
  return text;
}

/** A random id: 32 lower hex digits with the version and variant bits of UUID v4. */
export function uuid4(): string {
  return bytes(6) + bytes(2, 15, 64) + bytes(8, 63, 128);
}

/** A random span id: 16 lower hex digits. */
export function spanId(): string {
  return bytes(8);
}

/** A random number in [0, 1), 32 bits fine. */
export function randomUnit(): number {
  return parseInt(bytes(4), 16) / 2 ** 32;
}
