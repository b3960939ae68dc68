import { peek } from '../base/guards';
import type { LogSeverityLevel } from '../client/sentryItems';
import { copyOf, listOf } from '../scope/copyOf';
import { optionsFrom } from '../scope/refuse';
import { captureLog } from './captureLog';
import { consoleLine } from './consoleLine';
import { wantedLevels } from './wantedLevels';

export interface LogReporterOptions {
  /** Default: all. */
  levels?: LogSeverityLevel[] | undefined;
}

/** Consola's types; one of its own that a program added goes by its number. */
const TYPES: Record<string, LogSeverityLevel> = {
  silent: 'trace',
  fatal: 'fatal',
  error: 'error',
  fail: 'error',
  warn: 'warn',
  log: 'info',
  info: 'info',
  success: 'info',
  ready: 'info',
  start: 'info',
  box: 'info',
  debug: 'debug',
  verbose: 'debug',
  trace: 'trace',
};
const NUMBERS: LogSeverityLevel[] = ['error', 'warn', 'info', 'info', 'debug', 'trace'];

/** A reporter for consola: `consola.addReporter(createConsolaReporter())`. */
export function createConsolaReporter(options?: LogReporterOptions): { log(line: unknown): void } {
  const { levels } = optionsFrom('createConsolaReporter', options);
  const wanted = wantedLevels(levels);
  return {
    log(line) {
      const { type, level: number, tag, message, args, date: _date, ...rest } = copyOf(line as Record<string, unknown>) ?? {};
      const level = TYPES[String(type)] ?? (Number(number) < 0 ? 'trace' : NUMBERS[Number(number)]) ?? 'info';
      if (!wanted.includes(level)) return;
      const { text, attributes } = consoleLine(typeof message === 'string' ? [message] : listOf(args as unknown[]));
      captureLog(level, text, {
        ...rest,
        ...attributes,
        ...(peek(tag, 'length') ? { 'consola.tag': tag } : {}),
        'consola.type': type,
        'consola.level': number,
        'sentry.origin': 'auto.log.consola',
      });
    },
  };
}
