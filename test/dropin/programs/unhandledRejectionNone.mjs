import * as Sentry from '@sentry/node';

Sentry.init({ dsn: process.env.SENTRY_DSN, integrations: [Sentry.onUnhandledRejectionIntegration({ mode: 'none' })] });
process.on('unhandledRejection', error => {
  console.log('mine:', error.message);
  process.exitCode = 4;
});
void Promise.reject(new Error('none'));
