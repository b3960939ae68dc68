import { captureLog, isObject, type LogReporterOptions, type LogSeverityLevel, optionsFrom, wantedLevels } from '@vigil/core';
import { severityOfNumber } from './severityOf';
import { withoutEcho } from './withoutEcho';

function take(record: unknown, wanted: LogSeverityLevel[]): void {
  if (!isObject(record)) return;
  const { level, msg, time: _time, pid: _pid, hostname: _hostname, v: _version, ...fields } = record;
  const severity = severityOfNumber(level);
  if (wanted.includes(severity)) captureLog(severity, msg ?? '', { ...fields, 'sentry.origin': 'auto.log.bunyan' });
}

/**
 * A stream for bunyan, to `streams` of `createLogger` or to `addStream`: each line becomes a log, its fields as the serialisers left them. It
 * takes the logger's level unless it is given one, `{ ...createBunyanStream(), level: 'warn' }`.
 */
export function createBunyanStream(options?: LogReporterOptions): { type: 'raw'; stream: NodeJS.WritableStream } {
  const { levels } = optionsFrom('createBunyanStream', options);
  const wanted = wantedLevels(levels);
  const stream = { write: (record: unknown) => withoutEcho(() => take(record, wanted)) };
  // bunyan calls nothing else of a raw stream; its types ask for all of one
  return { type: 'raw', stream: stream as unknown as NodeJS.WritableStream };
}
