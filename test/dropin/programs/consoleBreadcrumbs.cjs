const Sentry = require('@sentry/node');

Sentry.init({ dsn: process.env.SENTRY_DSN });
console.log('hello %s', 'world', { a: 1 });
console.info('an info');
console.warn('a warning');
console.error(new Error('an error in the log'));
Sentry.captureMessage('see the trail');
Sentry.close(2000);
