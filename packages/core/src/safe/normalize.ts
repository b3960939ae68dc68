import type { Json, Meter } from './json';
import { walk } from './walk';
import { RAW } from './zones';

export type { Json } from './json';

export interface NormalizeLimits {
  /** Of the JSON text, by estimate: exact for numbers, markers and plain ASCII within a few per cent. Default 100,000. */
  maxBytes?: number | undefined;
  /** Characters a text may have, `...` at its cut included. Default 16,384. */
  maxString?: number | undefined;
  /** Levels of objects; deeper ones become `[Object]`, `[Array]` or `[ClassName]`. Default 100. */
  maxDepth?: number | undefined;
  /** Is added to: members looked at, estimated bytes. For tests. */
  meter?: Meter | undefined;
}

/**
 * A plain JSON-safe copy of anything, sharing nothing mutable with it: breadth first within `maxBytes`, work linear in the budget and
 * never in the input. Markers are Sentry's (`[Circular ~]`, `[Object]`, `[MaxProperties ~]`...). `toJSON` is honoured once; of an
 * error name, message, cause and own fields are kept, the stack is not. Undefined for undefined. Never throws.
 */
export function normalize(value: unknown, limits: NormalizeLimits = {}): Json | undefined {
  return walk(value, RAW, limits);
}
