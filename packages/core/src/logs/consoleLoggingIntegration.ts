import { hasOwn } from '../base/lists';
import { safely } from '../base/safely';
import type { Integration } from '../client/integration';
import type { LogSeverityLevel } from '../client/sentryItems';
import { type ConsoleLevel, watchConsole } from '../instrument/watchConsole';
import { listOf } from '../scope/copyOf';
import { optionsFrom } from '../scope/refuse';
import { captureLog } from './captureLog';
import { consoleLine } from './consoleLine';

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
const MOST_ARGUMENTS = 100;

/** Each line of `console` as a log. Off by default, and beside the breadcrumbs of `consoleIntegration`. */
export function consoleLoggingIntegration(options?: ConsoleLoggingOptions): Integration {
  return {
    name: 'ConsoleLogs',
    setup(client) {
      const { levels } = optionsFrom('consoleLoggingIntegration', options, client);
      const known = levels && listOf(levels).filter(level => hasOwn(LEVELS, level));
      return watchConsole(client, known, (hub, level, args) => {
        const isAssert = level === 'assert';
        const { text, attributes } = consoleLine((isAssert ? args.slice(1) : args).slice(0, MOST_ARGUMENTS));
        const message = isAssert ? `Assertion failed${text === undefined ? '' : `: ${safely(() => String(text))}`}` : text;
        const metadata = level === 'log' ? { severityNumber: LOG_SEVERITY } : undefined;
        hub.run(() => captureLog(LEVELS[level], message, { ...attributes, 'sentry.origin': 'auto.log.console' }, metadata));
      });
    },
  };
}
