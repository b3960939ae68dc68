const Sentry = require('@sentry/node');

Sentry.init({ dsn: process.env.SENTRY_DSN, denyUrls: [/denyUrls\.cjs/] });
Sentry.captureException(new Error('from this very file'));
Sentry.captureEvent({ message: 'by hand, from nowhere' });
Sentry.close(2000);
