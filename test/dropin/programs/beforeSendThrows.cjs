const Sentry = require('@sentry/node');

Sentry.init({
  dsn: process.env.SENTRY_DSN,
  beforeSend(event) {
    return { ...event, tags: { first: event.breadcrumbs[0].message } };
  },
});
Sentry.captureException(new Error('the hook has a bug'));
Sentry.close(2000);
