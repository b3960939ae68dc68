/** A random source that gives the same numbers for the same seed. */
export interface SeededRandom {
  /** In [0, 1). */
  random(): number;
  /** 32 lower hex, shaped as a version 4 UUID. */
  uuid(): string;
}

export function createSeededRandom(seed: number): SeededRandom {
  const random = createMulberry32(seed);
  // A stream of its own: an id drawn more or less changes no sampling decision.
  const randomOfIds = createMulberry32(seed ^ 0x5bd1e995);
  return { random, uuid: () => toUuid(randomOfIds) };
}

/** Mulberry32: 32 bits of state, a full period, even enough for sampling decisions in tests. */
function createMulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function toUuid(random: () => number): string {
  let hex = '';
  while (hex.length < 32) hex += Math.floor(random() * 16).toString(16);
  const variant = '89ab'[Number.parseInt(hex.charAt(16), 16) & 3];
  return `${hex.slice(0, 12)}4${hex.slice(13, 16)}${variant}${hex.slice(17)}`;
}
