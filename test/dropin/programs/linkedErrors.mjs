import * as Sentry from '@sentry/node';

Sentry.init({ dsn: process.env.SENTRY_DSN });

const low = new TypeError('socket closed');
const middle = new Error('query failed', { cause: low });
Sentry.captureException(new RangeError('could not load the order', { cause: middle }));
await Sentry.flush(2000);
