const Sentry = require('@sentry/node');

Sentry.init({ dsn: process.env.SENTRY_DSN });
Promise.any([Promise.reject(new TypeError('one')), Promise.reject(new RangeError('two'))]).catch(error => {
  Sentry.captureException(error);
  return Sentry.close(2000);
});
