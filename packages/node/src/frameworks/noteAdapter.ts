import { carrier } from '@vigil/core';

/** For adapters of frameworks: `diagnose` no longer misses the one of this package (`express`, ...). */
export function noteAdapter(framework: string): void {
  const slot = carrier();
  slot.adapters ??= new Set();
  slot.adapters.add(framework);
}
