import type { LogSeverityLevel } from './client/sentryItems';
import { parameterize } from './filters/parameterize';
import { type LogArguments, type LogMethod, log } from './logs/log';

export interface StructuredLogger extends Record<LogSeverityLevel, LogMethod> {
  /** A text whose template and values leave apart too: `` logger.info(logger.fmt`user ${id} signed in`) ``. */
  fmt: typeof parameterize;
}

/** Structured logs (protocol 18): lines with attributes, in the trace they were written in. */
export const logger: StructuredLogger = {
  trace: (...line: LogArguments) => log('trace', ...line),
  debug: (...line: LogArguments) => log('debug', ...line),
  info: (...line: LogArguments) => log('info', ...line),
  warn: (...line: LogArguments) => log('warn', ...line),
  error: (...line: LogArguments) => log('error', ...line),
  fatal: (...line: LogArguments) => log('fatal', ...line),
  fmt: parameterize,
};
