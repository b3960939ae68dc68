import * as Sentry from '@sentry/node';

Sentry.init({ dsn: process.env.SENTRY_DSN });
Sentry.captureException('a text');
Sentry.captureException(17);
Sentry.captureException({ status: 404, detail: 'an object' });
Sentry.captureException(undefined);
await Sentry.flush(2000);
