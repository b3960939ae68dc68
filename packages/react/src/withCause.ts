import { isObject, peek } from '@vigil/browser';

/**
 * Runs `fn` while the error's chain of causes ends in `cause`. The application's objects are as they were afterwards: the event is built
 * within the capture. A chain that cannot be extended (frozen, or a circle) is left alone.
 */
export function withCause<T>(error: object, cause: Error, fn: () => T): T {
  const chain = [error];
  for (let next = peek(error, 'cause'); isObject(next); next = peek(next, 'cause')) {
    if (chain.includes(next)) return fn();
    chain.push(next);
  }
  const last = chain.at(-1) as object;
  let before: PropertyDescriptor | undefined;
  try {
    before = Object.getOwnPropertyDescriptor(last, 'cause');
    if (!Reflect.defineProperty(last, 'cause', { value: cause, configurable: true })) return fn();
  } catch {
    return fn();
  }
  try {
    return fn();
  } finally {
    if (before) Reflect.defineProperty(last, 'cause', before);
    else Reflect.deleteProperty(last, 'cause');
  }
}
