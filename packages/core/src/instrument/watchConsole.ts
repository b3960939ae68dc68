import { carrier } from '../base/carrier';
import { safely } from '../base/safely';
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

/**
 * Tells of every call of these methods that is `client`'s to hear of, before it is made; of `assert` only failing ones. Output and return
 * value stay as they are. `stack` makes what is handed on as the stack of the call. Returns the stop.
 */
export function watchConsole(
  client: Client,
  levels: ConsoleLevel[] = Object.keys(SEVERITY) as ConsoleLevel[],
  heed: (hub: Hub, level: ConsoleLevel, args: unknown[], at?: Error) => void,
  stack?: () => Error,
): () => void {
  let busy = false;
  function tell(level: ConsoleLevel, args: unknown[], at: Error | undefined): void {
    const { port, active } = carrier();
    // Each client has its own wrapper. In a context only that of the context's client writes, else a line would be there twice;
    // outside of any each writes to its own. Our own warnings go round the wrapper, unless somebody patched over it.
    const hub = (port ? port.get() : active) ?? client.home;
    if ((level === 'assert' && args[0]) || hub.getClient() !== client || isOurs(args[0])) return;
    heed(hub, level, args, at);
  }
  const undo = levels.map(level =>
    wrapMethod(
      console as Record<ConsoleLevel, (...args: unknown[]) => unknown>,
      level,
      original =>
        function (this: unknown, ...args: unknown[]) {
          // what a hook or a toJSON of the host prints while we look is only passed on
          if (!busy) {
            busy = true;
            // here: the two functions above the caller are those a synthetic stack is known to begin with
            const at = stack?.();
            safely(() => tell(level, args, at));
            busy = false;
          }
          return original.apply(this, args as never[]);
        },
    ),
  );
  return () => {
    for (const stop of undo) stop();
  };
}
