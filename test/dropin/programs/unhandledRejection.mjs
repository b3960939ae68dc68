import * as Sentry from '@sentry/node';

Sentry.init({ dsn: process.env.SENTRY_DSN });
setTimeout(() => {}, 50);
void Promise.reject(new Error('nobody awaited this'));
