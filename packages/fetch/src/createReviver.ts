import type { Revive } from '@vigil/core';

// A try takes at most ten seconds.
const STRANDED_AFTER_MS = 15_000;

/**
 * A send that gives no sign of life for so long has died with the request it was begun in: it is begun anew with the next, and what it
 * still answers no longer counts.
 */
export function createReviver<E>(now: () => number): Revive<E> {
  return (flying, waiting) => {
    for (const parcel of [...flying]) {
      if (!(now() - (parcel.at ?? Number.NaN) > STRANDED_AFTER_MS)) continue;
      waiting.push({ ...parcel });
      flying.splice(flying.indexOf(parcel), 1);
      parcel.taken = true;
    }
  };
}
