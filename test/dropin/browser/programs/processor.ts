import * as Sentry from '@sentry/browser';

Sentry.init({ dsn: DSN });
Sentry.addEventProcessor((event, hint) => {
  if (event.message === 'drop me') return null;
  event.extra = { ...event.extra, hasHint: hint.event_id !== undefined };
  return event;
});
Sentry.captureMessage('drop me');
Sentry.captureMessage('keep me');
done(Sentry.flush(2000));
