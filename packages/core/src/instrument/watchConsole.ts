import { hubToTell } from '../base/hubToTell';
import { safely } from '../base/safely';
import { stopAll } from '../base/stopAll';
import { wrapMethod } from '../base/wrap';
import type { Client } from '../client/clientTypes';
import type { Hub } from '../scope/hub';
import type { SeverityLevel } from '../wire/event';

export type ConsoleLevel = 'debug' | 'info' | 'warn' | 'error' | 'log' | 'assert' | 'trace';

export const SEVERITY: Record<ConsoleLevel, SeverityLevel> = {
  debug: 'debug',
  info: 'info',
  warn: 'warning',
  error: 'error',
  log: 'log',
  assert: 'error',
  trace: 'log',
};

function isOurs(first: unknown): boolean {
  return typeof first === 'string' && first.startsWith('[vigil] ');
}

/** What a call of `console` is told with: `at` as `stack` made it, and the function that was called in place of the console's own. */
type TellCall = (level: ConsoleLevel, args: unknown[], at: Error | undefined, wrapper: object) => void;

/**
 * Tells of every call of these methods, before it is made; of `assert` only failing ones, and never of our own warnings. Output and return
 * value stay as they are. `stack` makes what is handed on as the stack of the call. Returns the stop.
 */
export function patchConsole(levels: ConsoleLevel[] | undefined, tell: TellCall, stack?: () => Error): () => void {
  let busy = false;
  const undo = (levels ?? (Object.keys(SEVERITY) as ConsoleLevel[])).map(level =>
    wrapMethod(console as Record<ConsoleLevel, (...args: unknown[]) => unknown>, level, original => {
      function wrapper(this: unknown, ...args: unknown[]): unknown {
        const was = busy;
        // what a hook or a toJSON of the host prints while we look is only passed on
        if (!busy && !(level === 'assert' && args[0]) && !isOurs(args[0])) {
          busy = true;
          // here: the two functions above the caller are those a synthetic stack is known to begin with
          const at = stack?.();
          safely(() => tell(level, args, at, wrapper));
        }
        try {
          return original.apply(this, args as never[]);
        } finally {
          // not before: Node's `assert` and `trace` print by `warn` and `error` of the same console
          busy = was;
        }
      }
      return wrapper;
    }),
  );
  return stopAll(undo);
}

/** Tells of every call that is `client`'s to hear of, as `patchConsole`. */
export function watchConsole(
  client: Client,
  levels: ConsoleLevel[] | undefined,
  heed: (hub: Hub, level: ConsoleLevel, args: unknown[], at?: Error) => void,
  stack?: () => Error,
): () => void {
  return patchConsole(
    levels,
    (level, args, at) => {
      // each client has its own wrapper; our own warnings go round it, unless somebody patched over it
      const hub = hubToTell(client);
      if (hub) heed(hub, level, args, at);
    },
    stack,
  );
}
