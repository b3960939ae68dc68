import * as Sentry from '@sentry/node';

Sentry.init({ dsn: process.env.SENTRY_DSN, integrations: [Sentry.onUnhandledRejectionIntegration({ mode: 'strict' })] });
void Promise.reject(new Error('strict'));
