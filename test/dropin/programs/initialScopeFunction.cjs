const Sentry = require('@sentry/node');

Sentry.init({
  dsn: process.env.SENTRY_DSN,
  initialScope: scope => {
    scope.setTags({ a: 'b' });
    scope.setLevel('warning');
    return scope;
  },
});
Sentry.captureException(new Error('scoped'));
Sentry.close(2000);
