const Sentry = require('@sentry/node');

Sentry.init({ dsn: process.env.SENTRY_DSN });
process.on('uncaughtException', async error => {
  console.log('cleaning up after', error.message);
  await Sentry.close(2000);
  process.exit(7);
});
setImmediate(() => {
  throw new Error('handled by the application');
});
