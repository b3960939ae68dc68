import { wrapMethod } from '@vigil/core';
import { type Emit, wrapResponseEmit, wrapStreamEmit } from './messageEmit';

type Emitter = { emit: Emit };

/** Patches of prototypes that are known once the first object of their kind is seen: to import http2 for them would cost every start. */
export interface LatePatches {
  stream(stream: object): void;
  message(message: object): void;
  session(session: object): void;
  undo(): void;
}

/** `wrapServerEmit` wraps servers; sessions emit `stream` themselves. */
export function createLatePatches(wrapServerEmit: (original: Emit) => Emit): LatePatches {
  const known = new Map<object, () => void>();
  const patch = (instance: object, wrap: (original: Emit) => Emit) => {
    const prototype: Emitter = Object.getPrototypeOf(instance);
    if (!known.has(prototype)) known.set(prototype, wrapMethod(prototype, 'emit', wrap));
  };
  return {
    stream: stream => patch(stream, wrapStreamEmit),
    message: message => patch(message, wrapResponseEmit),
    session: session => patch(session, wrapServerEmit),
    undo() {
      for (const restore of known.values()) restore();
      known.clear();
    },
  };
}
