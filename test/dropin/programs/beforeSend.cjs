const Sentry = require('@sentry/node');

class NotFound extends Error {}

Sentry.init({
  dsn: process.env.SENTRY_DSN,
  beforeSend(event, hint) {
    if (hint.originalException instanceof NotFound) return null;
    event.tags = { ...event.tags, checked: 'yes' };
    if (event.user) delete event.user.username;
    if (hint.originalException?.message?.startsWith('timeout')) event.fingerprint = ['timeout'];
    return event;
  },
});
Sentry.setUser({ id: '1', username: 'ann' });
Sentry.captureException(new NotFound('page'));
Sentry.captureException(new Error('timeout after 31 ms'));
Sentry.captureMessage('plain');
Sentry.close(2000);
