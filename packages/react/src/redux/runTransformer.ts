import { getClient } from '@vigil/browser';

/** What a function of the application's answers; `instead` where it throws: a reducer must not fail for it. */
export function runTransformer<T>(name: string, ask: () => T, instead: T): T {
  try {
    return ask();
  } catch {
    getClient()?.warn('V041', name);
    return instead;
  }
}
