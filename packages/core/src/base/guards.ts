export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** A revoked Proxy throws when asked for anything, `then` included; it is then no promise. */
export function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof peek(value, 'then') === 'function';
}

/** True for errors of other realms too, whose `instanceof` says no. Never throws. */
export function isError(value: unknown): value is Error {
  try {
    return value instanceof Error || {}.toString.call(value) === '[object Error]';
  } catch {
    return false;
  }
}

/** A property of something hostile, or undefined. */
export function peek(value: unknown, key: string): unknown {
  try {
    return (value as Record<string, unknown> | undefined)?.[key];
  } catch {
    return undefined;
  }
}
