import { isTooLate } from '../base/isTooLate';
import { safely } from '../base/safely';
import { getCurrentHub } from '../scope/hub';

/** A filter of the application's that cannot fail: where it throws, or answers with a promise, it says so (V041) and lets pass. */
export function steadyFilter<A extends unknown[]>(
  name: string,
  filter: ((...args: A) => unknown) | undefined,
): ((...args: A) => boolean) | undefined {
  if (!filter) return undefined;
  const bad = (): void => void getCurrentHub().getClient()?.warn('V041', name);
  return (...args) => {
    const answer = safely(() => filter(...args), bad);
    if (!isTooLate(answer)) return !!answer;
    bad();
    return false;
  };
}
