import {
  captureLog,
  checkOptionsOf,
  type EventHint,
  type Hub,
  hubToTell,
  type Integration,
  type LogSeverityLevel,
  listOf,
  refuse,
  type SeverityLevel,
  safely,
  startTimer,
  stopAll,
  wantedLevels,
} from '@vigil/core';
import { sayOldPino } from './oldPino';
import { levelOf, type ReadLine, readPinoLine } from './readPinoLine';
import { isTracked, type PinoLine, track, watchPino } from './watchPino';
import { withoutEcho } from './withoutEcho';

export interface PinoOptions {
  /** Lines of these levels are reported as events too. Default: none. */
  error?: { levels?: LogSeverityLevel[] | undefined; handled?: boolean | undefined } | undefined;
  /** Lines of these levels become logs. Default: all. */
  log?: { levels?: LogSeverityLevel[] | undefined } | undefined;
  /** False: only loggers that were handed to `pinoIntegration.trackLogger`. */
  autoInstrument?: boolean | undefined;
}

export interface PinoIntegration {
  (options?: PinoOptions): Integration;
  /** This logger and its children: with `autoInstrument: false`, and those of pino before 9.10, which tell nobody by themselves. */
  trackLogger(logger: unknown): void;
  /** Nothing of this logger and its children. */
  untrackLogger(logger: unknown): void;
}

/** By then an application has loaded what it logs with. */
const LOOK_MS = 10_000;
const MECHANISM = 'auto.log.pino';
const SEVERITY: Partial<Record<LogSeverityLevel, SeverityLevel>> = { trace: 'log', warn: 'warning' };

function log(level: LogSeverityLevel, { text, fields, number }: ReadLine): void {
  const name = fields['name'] === undefined ? {} : { 'pino.logger.name': fields['name'] };
  captureLog(level, text, { ...fields, ...name, 'pino.logger.level': number, 'sentry.origin': MECHANISM });
}

function report(hub: Hub, severity: LogSeverityLevel, line: ReadLine, handled: boolean): void {
  const { [line.errorKey]: _error, ...pino } = line.fields;
  const level = SEVERITY[severity] ?? (severity as SeverityLevel);
  const hint: EventHint = { mechanism: { type: MECHANISM, handled }, captureContext: { level, contexts: { pino } } };
  if (line.error) hub.captureException(line.error, hint);
  else hub.captureMessage(String(line.text), level, hint);
}

/** How the lines of a client are taken. Levels are looked up once: there may be thousands of lines a second. */
function taker({ log: logs, error }: PinoOptions): (hub: Hub, message: PinoLine) => void {
  const logged = wantedLevels(logs?.levels);
  const reported = listOf(error?.levels);
  return (hub, message) => {
    const level = levelOf(message);
    const [isLogged, isReported] = [logged.includes(level), reported.includes(level)];
    const line = isLogged || isReported ? readPinoLine(message) : undefined;
    if (!line) return;
    if (isLogged) hub.run(() => log(level, line));
    if (isReported) report(hub, level, line, error?.handled !== false);
  };
}

function make(options?: PinoOptions): Integration {
  return {
    name: 'Pino',
    setup(client) {
      const given: PinoOptions = checkOptionsOf('pinoIntegration', options, client);
      const take = taker(given);
      const isAutomatic = given.autoInstrument !== false;
      let isHeard = !isAutomatic;
      const look = () => void (isHeard || safely(() => sayOldPino(client)));
      const stop = watchPino(message => {
        isHeard = true;
        const hub = hubToTell(client);
        if (hub && (isTracked(message.instance) ?? isAutomatic)) withoutEcho(() => take(hub, message));
      });
      return stopAll([stop, client.on('flush', look), startTimer(look, LOOK_MS)]);
    },
    processEvent(event, { mechanism }) {
      if (mechanism?.type === MECHANISM) event.logger = 'pino';
      return event;
    },
  };
}

/** Each line that a logger of pino writes becomes a log, and one of the levels of `error` an event too. Off by default. */
export const pinoIntegration: PinoIntegration = /* @__PURE__ */ Object.assign(make, {
  trackLogger: (logger: unknown) => handOver(logger, true),
  untrackLogger: (logger: unknown) => handOver(logger, false),
});

function handOver(logger: unknown, isOn: boolean): void {
  if (!track(logger, isOn)) refuse('pinoIntegration', undefined, 'a logger of pino');
}
