import { safely } from '../base/safely';
import type { Integration } from '../client/integration';
import type { LogSeverityLevel } from '../client/sentryItems';
import { type ConsoleLevel, watchConsole } from '../instrument/watchConsole';
import { copyOf, listOf } from '../scope/copyOf';
import { checkOptionsOf } from '../scope/refuse';
import { captureLog, templateAttributes } from './captureLog';
import { formatText } from './formatText';

export interface ConsoleLoggingOptions {
  /** Default: all of `debug`, `info`, `warn`, `error`, `log`, `assert` (failing ones), `trace`. */
  levels?: ConsoleLevel[] | undefined;
}

const LEVELS: Record<ConsoleLevel, LogSeverityLevel> = {
  debug: 'debug',
  info: 'info',
  warn: 'warn',
  error: 'error',
  log: 'info',
  assert: 'error',
  trace: 'trace',
};
/** `console.log` is a little more than `info` (protocol 18). */
const LOG_SEVERITY = 10;

/** What a call of a logger of console's manner leaves: its text, and of several arguments template and values. */
export function consoleLine(args: unknown[]): { text: unknown; attributes: Record<string, unknown> } {
  const [first, ...values] = args;
  if (!values.length) return { text: first, attributes: {} };
  const template = typeof first === 'string' ? first : '';
  const text = typeof first === 'string' ? formatText(first, values) : formatText('', args).slice(1);
  // a template that names no places has one behind it for each value, as Sentry writes it
  const places = /%[sdifjoOc]/.test(template) ? '' : ' {}'.repeat(values.length);
  return { text, attributes: template ? templateAttributes(template + places, values) : {} };
}

/** Each line of `console` as a log. Off by default, and beside the breadcrumbs of `consoleIntegration`. */
export function consoleLoggingIntegration(options?: ConsoleLoggingOptions): Integration {
  return {
    name: 'ConsoleLogs',
    setup(client) {
      const { levels } = copyOf(checkOptionsOf('consoleLoggingIntegration', options, client)) ?? {};
      const known = levels && listOf(levels).filter(level => Object.hasOwn(LEVELS, level));
      return watchConsole(client, known, (hub, level, args) => {
        const isAssert = level === 'assert';
        const { text, attributes } = consoleLine(isAssert ? args.slice(1) : args.slice(0, 100));
        const message = isAssert ? `Assertion failed${text === undefined ? '' : `: ${safely(() => String(text))}`}` : text;
        const metadata = level === 'log' ? { severityNumber: LOG_SEVERITY } : undefined;
        hub.run(() => captureLog(LEVELS[level], message, { ...attributes, 'sentry.origin': 'auto.log.console' }, metadata));
      });
    },
  };
}
