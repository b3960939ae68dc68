import type { LogSeverityLevel } from '../client/sentryItems';

/** Of a log (protocol 18), the least first. */
export const LOG_LEVELS: LogSeverityLevel[] = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'];
