/** A seeded source: the same seed draws the same values, so that a failure's number is its reproduction. */
export interface Random {
  /** An integer in [0, below). */
  below(limit: number): number;
  pick<T>(list: readonly T[]): T;
  /** True once in `times`. */
  oneIn(times: number): boolean;
}

export function createRandom(seed: number): Random {
  let state = (seed * 2654435761) >>> 0;
  const below = (limit: number): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
  return { below, pick: list => list[below(list.length)]!, oneIn: times => below(times) === 0 };
}
