const Sentry = require('@sentry/node');

Sentry.init({ dsn: process.env.SENTRY_DSN });
Sentry.captureMessage('before');
Sentry.flush(2000)
  .then(flushed => console.log('flush', flushed))
  .then(() => Sentry.close(2000))
  .then(closed => {
    console.log('close', closed);
    Sentry.captureMessage('after the end');
    return Sentry.flush(100);
  })
  .then(() => console.log(Sentry.isEnabled()));
