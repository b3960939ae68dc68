import { carrier, peek } from '@vigil/core';
import { filesOf } from '../owners/filesOf';
import { pageState } from '../owners/pageState';
import type { Tell } from '../owners/watchPage';

/** Something that a callback threw. */
export interface Thrown {
  error: unknown;
  /** What the callback was given to: `setTimeout`. */
  api: string;
  data: { handler: string; target?: string | undefined };
}
export type Guard = (this: unknown, ...args: unknown[]) => unknown;
/** A function, or what is asked for its `handleEvent` at each call. */
export type Callback = Guard | { handleEvent: Guard };

/**
 * A function in place of a callback: runs it in the context it was given in, tells of what it throws, and throws the same. `this`, arguments
 * and result are the callback's own. `target`: the class it listens on; `begin` runs first.
 */
export function guardCallback(callback: Callback, api: string, tell: Tell<Thrown>, target?: string, begin?: () => void): Guard {
  const slot = carrier();
  const hub = slot.active;
  const data = () => ({ handler: `${peek(callback, 'name') || '<anonymous>'}`, target });
  // by this name its frames are known, which a minifier leaves to a property, of an object that it cannot see through
  const own = {
    vigilWrapped(this: unknown, ...args: unknown[]): unknown {
      const before = slot.active;
      // where capturing listeners come first, one for `error` runs before our own has looked
      if (peek(args[0], 'type') !== 'error') pageState().rethrown = undefined;
      begin?.();
      if (hub) slot.active = hub;
      try {
        return typeof callback === 'function' ? callback.apply(this, args) : callback.handleEvent(...args);
      } catch (error) {
        tell({ error, api, data: data() }, () => filesOf(error));
        throw error;
      } finally {
        slot.active = before;
      }
    },
  };
  return Object.values(own)[0] as Guard;
}
