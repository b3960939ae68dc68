import * as Sentry from '@sentry/node';

Sentry.init({
  dsn: process.env.SENTRY_DSN,
  integrations: [
    Sentry.onUncaughtExceptionIntegration({
      onFatalError(error) {
        console.log('fatal:', error.message);
        process.exit(9);
      },
    }),
  ],
});
setImmediate(() => {
  throw new Error('the end');
});
