import type { Integration, IntegrationFn } from './integration';

type Method = (...args: unknown[]) => unknown;

/** The factory as it is: says to the compiler that it makes an integration. */
export function defineIntegration<F extends IntegrationFn>(factory: F): F {
  return factory;
}

/** An integration with more: where both have a function of one name, that of `base` runs first, and what `extension` returns counts. */
export function extendIntegration<B extends Integration, E extends Partial<Integration> & Record<string, unknown>>(
  base: B,
  extension: E,
): Omit<B, keyof E> & E {
  const extended: Record<string, unknown> = Object.fromEntries(Object.entries(base));
  for (const [key, added] of Object.entries(extension)) {
    const first = extended[key];
    extended[key] = typeof first === 'function' && typeof added === 'function' ? inTurn(first as Method, added as Method) : added;
  }
  return extended as Omit<B, keyof E> & E;
}

function inTurn(first: Method, second: Method): Method {
  return function (this: unknown, ...args) {
    first.apply(this, args);
    return second.apply(this, args);
  };
}
