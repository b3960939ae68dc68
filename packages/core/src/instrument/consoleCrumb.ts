import { isError, peek } from '../base/guards';
import { keysOf } from '../base/keysOf';
import { safely } from '../base/safely';
import { isVueComponent } from '../safe/isVueComponent';
import { normalize } from '../safe/normalize';
import { withoutVue } from '../safe/withoutVue';
import type { Hub } from '../scope/hub';
import { type ConsoleLevel, SEVERITY } from './watchConsole';

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
  if (isVueComponent(value)) return '[VueViewModel]';
  // of bytes none: they have one each
  const keys = keysOf(value).map((key, at) => (at < MAX_KEYS ? key.slice(0, 50) : '...'));
  return `{${keys.slice(0, MAX_KEYS + 1).join(', ')}}`;
}

/** The breadcrumb of one call of `console` (protocol 5.7). `format` puts values into one text; default: joined by spaces. */
export function leaveConsoleCrumb(
  hub: Hub,
  level: ConsoleLevel,
  args: unknown[],
  format: (...values: unknown[]) => string = (...values) => values.map(String).join(' '),
): void {
  const isAssert = level === 'assert';
  const input = (isAssert ? args.slice(1) : args).map(withoutVue);
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
