const Sentry = require('@sentry/node');

Sentry.init({ dsn: process.env.SENTRY_DSN, enabled: false });
console.log(Sentry.isInitialized(), Sentry.isEnabled());
console.log(Sentry.captureException(new Error('unheard')).length);
Sentry.flush(500).then(() => console.log('done'));
