import { safely } from './safely';

/** Gives a wrapper what can be seen of the function it stands for: name, length, prototype and whatever was put on it. Returns the wrapper. */
export function copyShape<F extends object>(original: object, wrapper: F): F {
  safely(() => Object.setPrototypeOf(wrapper, Object.getPrototypeOf(original)));
  for (const key of Reflect.ownKeys(original)) {
    // whose wrapper it is, is its own to say
    if (key === Symbol.for('vigil/originalOf')) continue;
    safely(() => Object.defineProperty(wrapper, key, Object.getOwnPropertyDescriptor(original, key)!));
  }
  return wrapper;
}
