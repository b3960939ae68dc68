import * as Sentry from '@sentry/node';

Sentry.init({ dsn: process.env.SENTRY_DSN });

Sentry.captureMessage('started');
for (const level of ['debug', 'info', 'log', 'warning', 'error', 'fatal']) Sentry.captureMessage(`a ${level} message`, level);
await Sentry.close(2000);
