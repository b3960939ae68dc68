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

interface PinoIntegration {
  (options?: PinoOptions): Integration;
  /** With `autoInstrument: false`: this logger all the same; and any other, but not this. */
  trackLogger(logger: unknown): void;
  untrackLogger(logger: unknown): void;
}

export const pinoIntegration: PinoIntegration = /* @__PURE__ */ withTracking(options =>
  laterIntegration('pinoIntegration', options as LaterOptions | undefined),
);

function withTracking(factory: (options?: PinoOptions) => Integration): PinoIntegration {
  const track = () => notBuiltYet('pinoIntegration');
  return Object.assign(factory, { trackLogger: track, untrackLogger: track });
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
