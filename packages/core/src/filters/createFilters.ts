import { isError, peek } from '../base/guards';
import { lastOf } from '../base/lists';
import { matches, matchesAny } from '../base/pattern';
import { safely } from '../base/safely';
import type { ErrorLike, VigilOptions } from '../client/options';
import type { CaptureInput, Stages } from '../client/stages';
import { listOf } from '../scope/copyOf';
import { exceptionsOf, framesOf } from '../scope/exceptionsOf';
import { createBudget } from './budget';
import { titleOf } from './titleOf';

/** Stages 3, 4, 9 and 10 by the client's options. Part of every client: a filter that is given is never dead configuration. */
export function createFilters(
  { ignoreErrors, denyUrls, allowUrls, budget }: VigilOptions,
  server: boolean,
  now: () => number,
): Omit<Stages, 'build'> {
  const [spend, takeSuppressed] = budget === false ? [] : createBudget(budget ?? {}, server, now);

  function ignored(input: Partial<CaptureInput>): boolean {
    if (!Array.isArray(ignoreErrors)) return false;
    const { error, event } = input;
    const [type, value] = titleOf(input);
    const texts = [value, type, type && `${type}: ${value}`, event?.message];
    const hits = (pattern: (typeof ignoreErrors)[number]) =>
      typeof pattern !== 'function'
        ? texts.some(text => text && matches(text, pattern))
        : isError(pattern.prototype)
          ? error instanceof pattern
          : isError(error) && (pattern as (error: ErrorLike) => boolean)(error);
    // a pattern of the user's may throw (a predicate, `instanceof` on a hostile value): then it does not match
    return ignoreErrors.some(pattern => safely(() => hits(pattern)));
  }

  return {
    screen(input) {
      if (input.event?.type || input.internal) return undefined;
      return ignored(input) ? ['filtered', 'ignoreErrors'] : spend?.(input);
    },
    judge(event) {
      if (event.type) return undefined;
      // again: a processor may have changed what the event says
      if (ignored({ event })) return 'ignoreErrors';
      if (!denyUrls && !allowUrls?.length) return undefined;
      // whose script it was: the last frame's that has a file, `<anonymous>` and `[native code]` are none
      const files = framesOf(lastOf(exceptionsOf(event))).map(({ filename }) => `${filename ?? ''}`);
      const file = lastOf(files.filter(name => /^[^<[]/.test(name)));
      // without a file there is nothing to judge
      if (!file) return undefined;
      if (matchesAny(file, denyUrls)) return 'denyUrls';
      return allowUrls?.length && !matchesAny(file, allowUrls) ? 'allowUrls' : undefined;
    },
    /** `error.fingerprint`, where nobody said otherwise: scope and capture context come first. */
    group(event, { originalException }) {
      const own = peek(originalException, 'fingerprint');
      const parts = listOf(own as string[]);
      if (parts.length && parts.every(part => typeof part === 'string')) event.fingerprint ??= parts;
    },
    takeSuppressed: () => takeSuppressed?.(),
  };
}
