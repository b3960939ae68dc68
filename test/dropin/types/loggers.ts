// Loggers: what an application hands to the bridges of pino and winston.
import type { LogSeverityLevel } from '@sentry/node';
import * as Sentry from '@sentry/node';
import pino from 'pino';
import winston from 'winston';
import Transport from 'winston-transport';

const levels: LogSeverityLevel[] = ['error', 'fatal'];
Sentry.init({
  integrations: [
    Sentry.pinoIntegration(),
    Sentry.pinoIntegration({ autoInstrument: false }),
    Sentry.pinoIntegration({ error: { levels, handled: false }, log: { levels: ['info', 'warn'] } }),
  ],
});
const log = pino();
Sentry.pinoIntegration.trackLogger(log);
Sentry.pinoIntegration.untrackLogger(log.child({ a: 1 }));
const { name }: { name: string } = Sentry.pinoIntegration();

const SentryTransport = Sentry.createSentryWinstonTransport(Transport, { levels, customLevelMap: { loud: 'error' } });
winston.createLogger({ level: name, transports: [new SentryTransport(), new SentryTransport({ level: 'warn' })] });
