const Sentry = require('@sentry/node');

console.log(Sentry.getClient(), Sentry.isInitialized());
console.log(Sentry.captureException(new Error('too early')).length);
Sentry.setTag('a', 'b');
Sentry.addBreadcrumb({ message: 'nobody listens' });
console.log(Sentry.startSpan({ name: 'still runs' }, () => 'ran'));
