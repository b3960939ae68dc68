import { carrier } from '../base/carrier';
import { isError, peek } from '../base/guards';
import { safely } from '../base/safely';
import { wrapMethod } from '../base/wrap';
import type { Client } from '../client/clientTypes';
import type { Integration } from '../client/integration';
import { normalize } from '../safe/normalize';
import type { SeverityLevel } from '../wire/event';

export type ConsoleLevel = 'debug' | 'info' | 'warn' | 'error' | 'log' | 'assert' | 'trace';
export interface ConsoleOptions {
  /** Which methods are watched. Default: all seven. */
  levels?: ConsoleLevel[];
  /** Puts values into one text, as `util.format` does. Gets no objects, only texts in their place. Default: joined by spaces. */
  format?(...values: unknown[]): string;
}

const SEVERITY: Record<ConsoleLevel, SeverityLevel> = {
  debug: 'debug',
  info: 'info',
  warn: 'warning',
  error: 'error',
  log: 'log',
  assert: 'error',
  trace: 'log',
};
/** A breadcrumb's message ends here anyway; nobody should format a megabyte first. */
const MAX_TEXT = 2048;
/** A fraction of what all breadcrumbs of an event may have together: one dumped object must not push out the others. */
const MAX_DATA_BYTES = 2_000;
const MAX_KEYS = 5;
const MAX_VALUES = 50;

/**
 * What stands for a value in the message. Of an object the names of its first keys: its values are in `data`, where the scrubber
 * can tell secrets by their keys, which it cannot in a text.
 */
function textFor(value: unknown): unknown {
  if (typeof value === 'string') return value.slice(0, MAX_TEXT + 1);
  if (isError(value)) return `${peek(value, 'name')}: ${peek(value, 'message')}`.slice(0, MAX_TEXT);
  if (typeof value === 'function') return '[Function]';
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return `[Array(${value.length})]`;
  const keys: string[] = [];
  for (const key in value) if (keys.push(keys.length < MAX_KEYS ? key.slice(0, 50) : '...') > MAX_KEYS) break;
  return `{${keys.join(', ')}}`;
}

function isOurs(first: unknown): boolean {
  return typeof first === 'string' && first.startsWith('[vigil] ');
}

function record(client: Client, level: ConsoleLevel, args: unknown[], format: (...values: unknown[]) => string): void {
  const isAssert = level === 'assert';
  const { port, active } = carrier();
  // Each client has its own wrapper. In a context only that of the context's client writes, else a line would be there twice;
  // outside of any each writes to its own. Our own warnings go round the wrapper, unless somebody patched over it.
  const hub = (port ? port.get() : active) ?? client.home;
  if ((isAssert && args[0]) || hub.getClient() !== client || isOurs(args[0])) return;
  const input = isAssert ? args.slice(1) : args;
  const text = format(
    ...input.slice(0, MAX_VALUES).map(value =>
      safely(
        () => textFor(value),
        () => '[?]',
      ),
    ),
  );
  hub.addBreadcrumb(
    {
      category: 'console',
      level: SEVERITY[level],
      message: isAssert ? 'Assertion failed' + (text && ': ' + text) : text,
      data: { arguments: normalize(input, { maxBytes: MAX_DATA_BYTES }), logger: 'console' },
    },
    { input: args, level },
  );
}

/**
 * Makes a breadcrumb of each call of `console.debug|info|warn|error|log|trace` and of each failing `console.assert` (protocol 5.7).
 * Output and return value stay as they are. Off with `breadcrumbs: false` and `breadcrumbs: { console: false }`.
 */
export function consoleIntegration({ levels, format = (...values) => values.map(String).join(' ') }: ConsoleOptions = {}): Integration {
  return {
    name: 'Console',
    setup(client) {
      const { breadcrumbs } = client.getOptions();
      if (breadcrumbs === false || breadcrumbs?.console === false) return;
      let busy = false;
      const undo = ((levels ?? Object.keys(SEVERITY)) as ConsoleLevel[]).map(level =>
        wrapMethod(
          console as Record<ConsoleLevel, (...args: unknown[]) => unknown>,
          level,
          original =>
            function (this: unknown, ...args: unknown[]) {
              // what a hook or a toJSON of the host prints while we look is only passed on
              if (!busy) {
                busy = true;
                safely(() => record(client, level, args, format));
                busy = false;
              }
              return original.apply(this, args as never[]);
            },
        ),
      );
      return () => {
        for (const stop of undo) stop();
      };
    },
  };
}
