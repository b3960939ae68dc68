import type { LogSeverityLevel } from '@vigil/core';

/** A level of ours by the names that loggers have for theirs: npm's, those of syslog and pino's. */
const NAMES: Record<string, LogSeverityLevel> = {
  silly: 'trace',
  trace: 'trace',
  debug: 'debug',
  verbose: 'debug',
  http: 'debug',
  info: 'info',
  notice: 'info',
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
