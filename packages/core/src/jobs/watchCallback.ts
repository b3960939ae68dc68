import type { Watch } from '../base/watchCalls';

/** A callback that a handler answers by, its error first: what failed is told, and the answer goes on once `ended` is. */
export function watchCallback(
  callback: (...said: unknown[]) => unknown,
  { failed, ended }: Pick<Required<Watch>, 'failed' | 'ended'>,
): (...said: unknown[]) => void {
  return (...said) => {
    const [error] = said;
    if (error) failed(error);
    const answer = () => void callback(...said);
    const waiting = ended();
    if (waiting) waiting.then(answer, answer);
    else answer();
  };
}
