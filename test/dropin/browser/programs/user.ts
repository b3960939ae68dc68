import * as Sentry from '@sentry/browser';

Sentry.init({ dsn: DSN, initialScope: { tags: { app: 'shop' } } });
Sentry.setUser({ id: '42', username: 'ann', segment: 'gold' });
Sentry.setTags({ plan: 'pro', seats: 5 });
Sentry.setContext('order', { id: 'o-1', lines: [{ sku: 'a', count: 2 }] });
Sentry.setExtra('attempt', 2);
Sentry.withScope(scope => {
  scope.setLevel('fatal');
  scope.setFingerprint(['payment', 'declined']);
  scope.setTransactionName('/checkout');
  Sentry.captureException(new Error('declined'));
});
Sentry.setUser(null);
Sentry.captureMessage('signed out');
done(Sentry.flush(2000));
