const Sentry = require('@sentry/node');

Sentry.init({ dsn: process.env.SENTRY_DSN });
Sentry.captureException({ name: 'Custom', message: 'looks like an error' });
Sentry.close(2000);
