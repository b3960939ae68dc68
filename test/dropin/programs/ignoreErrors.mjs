import * as Sentry from '@sentry/node';

Sentry.init({ dsn: process.env.SENTRY_DSN, ignoreErrors: ['ECONNRESET', /^Aborted \d+$/] });

Sentry.captureException(new Error('read ECONNRESET'));
Sentry.captureException(new Error('Aborted 17'));
Sentry.captureMessage('Aborted 18');
Sentry.captureException(new Error('Aborted seventeen'));
await Sentry.flush(2000);
