import * as Sentry from '@sentry/node';

Sentry.initWithoutDefaultIntegrations({ dsn: process.env.SENTRY_DSN });
console.log('no breadcrumb');
Sentry.captureException(new Error('bare'));
await Sentry.flush(2000);
