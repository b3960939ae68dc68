import {
  captureLog,
  consoleLine,
  isError,
  isObject,
  type LogReporterOptions,
  type LogSeverityLevel,
  listOf,
  optionsFrom,
  peek,
  wantedLevels,
} from '@vigil/core';
import { severityOf, severityOfNumber } from './severityOf';
import { withoutEcho } from './withoutEcho';

/** By its name; one of the application's own by its number, of which log4js has 5,000 (trace) to 50,000 (fatal). */
function levelOf(level: unknown): LogSeverityLevel {
  const name = String(peek(level, 'levelStr')).toLowerCase();
  return severityOf(name) ?? severityOfNumber(Number(peek(level, 'level')) / 1000 + 10);
}

function take(event: unknown, wanted: LogSeverityLevel[]): void {
  if (!isObject(event)) return;
  const { level, data, error, context, categoryName } = event;
  const severity = levelOf(level);
  if (!wanted.includes(severity)) return;
  const { text, attributes } = consoleLine(listOf(data as unknown[]));
  captureLog(severity, text ?? '', {
    ...(isObject(context) ? context : {}),
    ...attributes,
    ...(isError(error) ? { stack: error.stack } : {}),
    'log4js.category': categoryName,
    'sentry.origin': 'auto.log.log4js',
  });
}

/** An appender for log4js, `appenders: { vigil: { type: createLog4jsAppender() } }`: each line becomes a log, with the logger's context. */
export function createLog4jsAppender(options?: LogReporterOptions): { configure(): (event: unknown) => void } {
  const { levels } = optionsFrom('createLog4jsAppender', options);
  const wanted = wantedLevels(levels);
  return { configure: () => event => withoutEcho(() => take(event, wanted)) };
}
