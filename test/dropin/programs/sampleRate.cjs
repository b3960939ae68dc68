const Sentry = require('@sentry/node');

Sentry.init({ dsn: process.env.SENTRY_DSN, sampleRate: 0 });
console.log(Sentry.captureException(new Error('sampled out')).length);
Sentry.close(2000).then(ok => console.log(ok));
