const Sentry = require('@sentry/node');

Sentry.init({ dsn: process.env.SENTRY_DSN });
try {
  JSON.parse('{');
} catch (error) {
  Sentry.captureException(error);
  process.exitCode = 2;
}
