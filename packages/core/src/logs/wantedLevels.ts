import type { LogSeverityLevel } from '../client/sentryItems';
import { listOf } from '../scope/copyOf';
import { LOG_LEVELS } from '../wire/logLevels';

/** Of an option `levels`; all, when there is none. */
export function wantedLevels(levels: LogSeverityLevel[] | undefined): LogSeverityLevel[] {
  return levels ? listOf(levels) : LOG_LEVELS;
}
