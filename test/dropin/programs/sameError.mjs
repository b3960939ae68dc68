import * as Sentry from '@sentry/node';

Sentry.init({ dsn: process.env.SENTRY_DSN });
const error = new Error('told twice');
Sentry.captureException(error);
Sentry.captureException(error);
for (let n = 0; n < 3; n++) Sentry.captureException(new Error('in a loop'));
await Sentry.flush(2000);
