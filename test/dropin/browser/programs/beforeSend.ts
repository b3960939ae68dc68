import * as Sentry from '@sentry/browser';

class Offline extends Error {}

Sentry.init({
  dsn: DSN,
  beforeSend(event, hint) {
    if (hint.originalException instanceof Offline) return null;
    event.tags = { ...event.tags, checked: 'yes' };
    return event;
  },
  beforeBreadcrumb: crumb => (crumb.category === 'noise' ? null : crumb),
});
Sentry.addBreadcrumb({ category: 'noise', message: 'tick' });
Sentry.addBreadcrumb({ category: 'signal', message: 'paid' });
Sentry.captureException(new Offline('no network'));
Sentry.captureException(new Error('kept'));
done(Sentry.flush(2000));
