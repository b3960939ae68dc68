const Sentry = require('@sentry/node');

Sentry.init({ dsn: process.env.SENTRY_DSN });
const scope = new Sentry.Scope();
scope.setTag('given', 'by hand');
Sentry.withScope(scope, () => Sentry.captureException(new Error('in a scope made by hand')));
Sentry.withScope(Sentry.getCurrentScope().clone().setTag('given', 'a clone'), () => Sentry.captureMessage('in a clone'));
Sentry.close(2000);
