import { importsOf } from './imports';
import type { Sources, Violation } from './sources';

/** A published package stands on nothing but what `allowed` matches: its siblings and, on a server, the runtime's own modules. */
export function checkDependencies(sources: Sources, allowed: RegExp): Violation[] {
  return importsOf(sources).flatMap(({ from, to, line, specifier }) => {
    if (to !== undefined || allowed.test(specifier)) return [];
    return [{ path: from, line, message: `imports ${specifier}` }];
  });
}
