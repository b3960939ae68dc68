import { captureLog, isError, isObject, LOG_LEVELS, type LogSeverityLevel, optionsFrom, refuse, safely, wantedLevels } from '@vigil/core';
import { isMarked, markEchoes } from './markEchoes';
import { severityOf } from './severityOf';
import { withoutEcho } from './withoutEcho';

export interface WinstonTransportOptions {
  /** Lines of these levels become logs. Default: all. */
  levels?: LogSeverityLevel[] | undefined;
  /** What levels of the application's own are, by their names. One that nobody knows is `info`. */
  customLevelMap?: Record<string, LogSeverityLevel> | undefined;
}
type Constructor = new (...args: never[]) => object;
interface Sink {
  log?(info: unknown, next?: () => void): void;
  emit?(name: string, ...args: unknown[]): unknown;
}

function take(info: unknown, wanted: LogSeverityLevel[], customLevelMap: WinstonTransportOptions['customLevelMap']): void {
  if (!isObject(info)) return;
  const { level, message, timestamp: _timestamp, ...rest } = info;
  // there winston keeps the level while formats colour its name
  const name = String((info as Record<symbol, unknown>)[Symbol.for('level')] ?? level);
  const own = isObject(customLevelMap) && Object.hasOwn(customLevelMap, name) ? customLevelMap[name] : undefined;
  const severity = (own && LOG_LEVELS.includes(own) ? own : severityOf(name)) ?? 'info';
  if (!wanted.includes(severity)) return;
  // an error in place of a line, which shows neither when its fields are listed
  const stack = isError(info) ? { stack: info.stack } : {};
  captureLog(severity, message ?? '', { ...stack, ...onlyNames(rest), 'sentry.origin': 'auto.log.winston' });
}

/** Without the symbols by which winston keeps the values as they were before its formats. */
function onlyNames(info: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(info));
}

/**
 * The class, derived from that of `winston-transport`, whose instances make a log of each line that winston hands them: message and fields as
 * the formats left them. Give one to `transports` of `createLogger`.
 */
export function createSentryWinstonTransport<T extends Constructor>(transport: T, options?: WinstonTransportOptions): T {
  const { levels, customLevelMap } = optionsFrom('createSentryWinstonTransport', options);
  const wanted = wantedLevels(levels);
  const isClass = typeof transport === 'function';
  if (!isClass) refuse('createSentryWinstonTransport', undefined, 'the class of winston-transport');
  const Base = (isClass ? transport : Object) as unknown as new (...args: unknown[]) => Sink;
  return class SentryWinstonTransport extends Base {
    constructor(...args: unknown[]) {
      super(...args);
      safely(() => markEchoes(this as never));
    }
    override log(info: unknown, next?: () => void): void {
      if (!isMarked(info)) withoutEcho(() => take(info, wanted, customLevelMap));
      setImmediate(() => this.emit?.('logged', info));
      next?.();
    }
  } as unknown as T;
}
