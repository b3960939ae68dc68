import { channel } from 'node:diagnostics_channel';
import { isObject, originalOf, peek, safely, stopAll, wrapMethod } from '@vigil/core';
import { onChannel } from '../children/onChannel';
import { isSilent, symbolOf } from './pinoLogger';

/** What pino publishes of a line. */
export interface PinoLine {
  instance: object;
  /** The merged object, the message, the number of the level. */
  arguments: Iterable<unknown>;
  /** As it is written. Absent when a serialiser threw. */
  result?: unknown;
}
type AsJson = (this: object, ...args: unknown[]) => unknown;

/** The channel of pino's own, and that of older loggers which were handed to `trackLogger`. */
const OF_PINO = 'tracing:pino_asJson:end';
const OF_OLDER = 'vigil:pino_asJson:end';
/** One for all copies of this file; children of a logger inherit it. */
const TRACKED = 'vigil/pino';

/** Tells of every line that any logger of pino writes, once it is a text and before it is written. Returns the stop. */
export function watchPino(heed: (line: PinoLine) => void): () => void {
  const listen = (line: object) => heed(line as PinoLine);
  return stopAll([onChannel(OF_PINO, listen), onChannel(OF_OLDER, listen)]);
}

/** What was said of this logger, or of the one it is a child of. */
export function isTracked(logger: object): unknown {
  return (logger as Record<symbol, unknown>)[Symbol.for(TRACKED)];
}

/** False for what is no logger of pino's. */
export function track(logger: unknown, isOn: boolean): boolean {
  if (!isObject(logger) || !isObject(peek(logger, 'levels'))) return false;
  safely(() => {
    Object.defineProperty(logger, Symbol.for(TRACKED), { value: isOn, writable: true, configurable: true });
    if (isOn && isSilent(peek(logger, 'version'))) publish(logger);
  });
  return true;
}

/** Has an older logger, and its children with it, do what newer ones do. Where nobody listens it costs one look. */
function publish(logger: object): void {
  const asJson = symbolOf(logger, 'pino.asJson');
  const methods = logger as Record<symbol, AsJson>;
  // of a child the logger it is of may have done so
  if (!asJson || originalOf(methods[asJson]!) !== methods[asJson]) return;
  wrapMethod(methods, asJson, original => {
    const write = original as AsJson;
    return function (this: object, ...args: unknown[]): unknown {
      const result = write.apply(this, args);
      const older = channel(OF_OLDER);
      if (older.hasSubscribers) older.publish({ instance: this, arguments: args, result } satisfies PinoLine);
      return result;
    };
  });
}
