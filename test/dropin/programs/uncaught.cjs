const Sentry = require('@sentry/node');

Sentry.init({ dsn: process.env.SENTRY_DSN });
Sentry.setTag('job', 'nightly');
console.log('about to fail');
setTimeout(() => {
  throw new TypeError('nobody caught this');
}, 5);
