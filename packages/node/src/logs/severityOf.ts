import { LOG_LEVELS, type LogSeverityLevel } from '@vigil/core';

/** A level of ours by the names that loggers have for theirs: npm's, those of syslog, pino's and log4js'. */
const NAMES: Record<string, LogSeverityLevel> = {
  silly: 'trace',
  trace: 'trace',
  debug: 'debug',
  verbose: 'debug',
  http: 'debug',
  info: 'info',
  notice: 'info',
  mark: 'info',
  warn: 'warn',
  warning: 'warn',
  error: 'error',
  fatal: 'fatal',
  emerg: 'fatal',
  alert: 'fatal',
  crit: 'fatal',
};

export function severityOf(name: unknown): LogSeverityLevel | undefined {
  return typeof name === 'string' && Object.hasOwn(NAMES, name) ? NAMES[name] : undefined;
}

/** A level by the nearest number of pino's and bunyan's (10 to 60); what is no number is `info`. */
export function severityOfNumber(number: unknown): LogSeverityLevel {
  const at = Math.ceil(Number(number) / 10 - 1.5);
  return Number.isNaN(at) ? 'info' : LOG_LEVELS[Math.min(Math.max(at, 0), LOG_LEVELS.length - 1)]!;
}
