const hexOf: string[] = [];

let pool: Uint8Array;
let left = 0;

function byte(): number {
  if (!left) {
    try {
      pool = crypto!.getRandomValues(new Uint8Array(4096));
      left = pool.length;
    } catch {
      // No crypto, or not now (some edge runtimes refuse it outside a request): this one byte comes from the weaker source, the next
      // tries again.
      return (Math.random() * 256) | 0;
    }
  }
  return pool[--left]!;
}

const hex = (value: number) => (hexOf[value] ??= (value + 256).toString(16).slice(1));

function bytes(count: number): string {
  let text = '';
  while (count--) text += hex(byte());
  return text;
}

/** A random id: 32 lower hex digits with the version and variant bits of UUID v4. */
export function uuid4(): string {
  return bytes(6) + hex((byte() & 15) | 64) + bytes(1) + hex((byte() & 63) | 128) + bytes(7);
}

/** A random span id: 16 lower hex digits. */
export function spanId(): string {
  return bytes(8);
}

/** A random number in [0, 1), 32 bits fine. */
export function randomUnit(): number {
  return parseInt(bytes(4), 16) / 2 ** 32;
}
