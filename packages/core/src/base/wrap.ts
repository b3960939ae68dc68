type AnyFunction = (...args: never[]) => unknown;

/** The function that stood there before we wrapped it. */
export function originalOf<F extends AnyFunction>(fn: F): F {
  return (fn as F & { [key: symbol]: ((fn: F) => F) | undefined })[Symbol.for('vigil/originalOf')]?.(fn) ?? fn;
}

/** For `originalOf`, of any copy of the package. What shows our mark and is not our wrapper is somebody's own: a Proxy of it, what inherits from it. */
export function markWrapper(wrapper: unknown, fn: AnyFunction): void {
  const original = originalOf(fn);
  const value = (asked: unknown) => (asked === wrapper ? original : asked);
  Object.defineProperty(wrapper, Symbol.for('vigil/originalOf'), { value, configurable: true });
}

/**
 * Replaces `target[name]` reversibly. The returned function puts the original back, but only where our wrapper still
 * stands: what somebody patched over it later keeps working, and our part then only passes through.
 */
export function wrapMethod<T extends object, K extends keyof T>(
  target: T,
  name: K,
  make: (original: Extract<T[K], AnyFunction>) => T[K],
): () => void {
  const own = Object.getOwnPropertyDescriptor(target, name);
  const original = target[name];
  if (typeof original !== 'function') return () => {};
  const wrapper = make(original as Extract<T[K], AnyFunction>);
  try {
    markWrapper(wrapper, original as AnyFunction);
    for (const key of ['name', 'length'] as const) Object.defineProperty(wrapper, key, { value: original[key], configurable: true });
    Object.defineProperty(target, name, {
      value: wrapper,
      writable: true,
      configurable: own?.configurable ?? true,
      enumerable: own?.enumerable ?? true,
    });
  } catch {
    // a frozen global stays as it is
    return () => {};
  }
  return () => {
    if (target[name] !== wrapper) return;
    if (own) Object.defineProperty(target, name, own);
    else delete target[name];
  };
}
