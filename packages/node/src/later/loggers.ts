import type { Integration, LogReporterOptions, LogSeverityLevel } from '@vigil/core';
import { type LaterOptions, laterIntegration } from './laterIntegration';
import { checkOptionsOf, notBuiltYet } from './notBuiltYet';

export interface PinoOptions {
  error?: { levels?: LogSeverityLevel[] | undefined; handled?: boolean | undefined } | undefined;
  log?: { levels?: LogSeverityLevel[] | undefined } | undefined;
  autoInstrument?: boolean | undefined;
}
type Constructor = new (...args: never[]) => object;
interface WinstonSink {
  log?(info: unknown, next: () => void): void;
}

// Logger libraries: typed, without effect yet.

export function pinoIntegration(options?: PinoOptions): Integration {
  return laterIntegration('pinoIntegration', options as LaterOptions | undefined);
}

/** A winston transport that takes every line and passes it on to nobody. */
export function createSentryWinstonTransport<T extends Constructor>(transport: T, options?: LogReporterOptions): T {
  notBuiltYet('createSentryWinstonTransport');
  checkOptionsOf('createSentryWinstonTransport', options);
  const Base = transport as unknown as new (...args: unknown[]) => WinstonSink;
  return class extends Base {
    override log(_info: unknown, next: () => void): void {
      next();
    }
  } as unknown as T;
}
