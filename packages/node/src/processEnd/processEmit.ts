import { copyShape } from '@vigil/core';

type Emit = (this: unknown, name: string | symbol, ...args: unknown[]) => boolean;

/** None may throw. */
export interface EmitTap {
  /** Ahead of all listeners. */
  before?(name: string | symbol, args: unknown[]): unknown;
  /** After the last of them. */
  after?(name: string | symbol): unknown;
  /** One of them threw, which goes on its way after this. */
  threw?(name: string | symbol): unknown;
}

/** `process.emit` while somebody looks at it. */
interface Patch {
  taps: Set<EmitTap>;
  undo(): void;
}

let patch: Patch | undefined;

/**
 * An accessor and not a plain wrapper: signal-exit, which most command-line helpers load, assigns `process.emit` whenever its first
 * user comes and its last one leaves, each time over the `emit` it found when it was loaded. A wrapper made after that would be bypassed
 * or gone; here every assignment goes below us, and whoever reads `process.emit` gets a function over what stands below at that moment.
 */
function patchEmit(): Patch {
  const target = process as { emit: Emit };
  const own = Object.getOwnPropertyDescriptor(target, 'emit');
  const original = target.emit;
  let below = original;
  const faces = new WeakMap<Emit, Emit>();
  const undersides = new WeakMap<Emit, Emit>();
  const taps = new Set<EmitTap>();
  /** A patch over us calls the face it was given: one emission, looked at once. */
  let passing: unknown[] = [];

  const faceOf = (under: Emit): Emit => {
    const known = faces.get(under);
    if (known) return known;
    // a minifier drops a name that is not used, and stacks of the application show it
    const face: Emit = copyShape(under, function (this: unknown, name, ...args) {
      const again = passing[0] === name && passing[1] === args[0];
      if (again || !taps.size) return under.call(this, name, ...args);
      const outer = passing;
      passing = [name, args[0]];
      let threw = true;
      try {
        for (const tap of taps) tap.before?.(name, args);
        const taken = under.call(this, name, ...args);
        threw = false;
        for (const tap of taps) tap.after?.(name);
        return taken;
      } finally {
        passing = outer;
        // no `catch`, which would change the line that stderr shows
        if (threw) for (const tap of taps) tap.threw?.(name);
      }
    } satisfies Emit);
    faces.set(under, face);
    undersides.set(face, under);
    return face;
  };
  const get = (): Emit => (typeof below === 'function' ? faceOf(below) : below);
  const set = (value: Emit): void => {
    below = undersides.get(value) ?? value;
  };
  Object.defineProperty(target, 'emit', { get, set, configurable: true, enumerable: !!own?.enumerable });
  return {
    taps,
    undo() {
      if (Object.getOwnPropertyDescriptor(target, 'emit')?.get !== get) return;
      if (below !== original) Object.defineProperty(target, 'emit', { value: below, writable: true, configurable: true, enumerable: true });
      else if (own) Object.defineProperty(target, 'emit', own);
      else delete (target as Partial<typeof target>).emit;
    },
  };
}

/** Looks at what `process` emits without being a listener, and passes everything on. Returns the undo. */
export function tapProcessEmit(tap: EmitTap): () => void {
  patch ??= patchEmit();
  const { taps, undo } = patch;
  taps.add(tap);
  return () => {
    if (!taps.delete(tap) || taps.size) return;
    undo();
    patch = undefined;
  };
}
