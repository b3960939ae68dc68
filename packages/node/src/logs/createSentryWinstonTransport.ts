import { captureLog, checkOptionsOf, isError, isObject, LOG_LEVELS, type LogSeverityLevel, listOf, refuse, safely } from '@vigil/core';
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

/** Under which winston keeps the level while formats colour its name. */
const LEVEL = 'level';

function take(info: unknown, { levels, customLevelMap }: WinstonTransportOptions): void {
  if (!isObject(info)) return;
  const { level: _level, message, timestamp: _timestamp, ...rest } = info;
  const name = String((info as Record<symbol, unknown>)[Symbol.for(LEVEL)] ?? info['level']);
  const own = isObject(customLevelMap) && Object.hasOwn(customLevelMap, name) ? customLevelMap[name] : undefined;
  const level = (own && LOG_LEVELS.includes(own) ? own : severityOf(name)) ?? 'info';
  if (levels && !listOf(levels).includes(level)) return;
  // an error in place of a line, which shows neither when its fields are listed
  const stack = isError(info) ? { stack: info.stack } : {};
  captureLog(level, message ?? '', { ...stack, ...onlyNames(rest), 'sentry.origin': 'auto.log.winston' });
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
  const given: WinstonTransportOptions = checkOptionsOf('createSentryWinstonTransport', options);
  const isClass = typeof transport === 'function';
  if (!isClass) refuse('createSentryWinstonTransport', undefined, 'the class of winston-transport');
  const Base = (isClass ? transport : Object) as unknown as new (...args: unknown[]) => Sink;
  return class SentryWinstonTransport extends Base {
    constructor(...args: unknown[]) {
      super(...args);
      safely(() => markEchoes(this as never));
    }
    override log(info: unknown, next?: () => void): void {
      if (!isMarked(info)) withoutEcho(() => take(info, given));
      setImmediate(() => this.emit?.('logged', info));
      next?.();
    }
  } as unknown as T;
}
