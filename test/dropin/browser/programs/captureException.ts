import * as Sentry from '@sentry/browser';

Sentry.init({ dsn: DSN, release: 'shop@1.0.0', environment: 'production' });
try {
  JSON.parse('{');
} catch (error) {
  Sentry.captureException(error, { tags: { part: 'cart' }, extra: { items: 3 }, level: 'warning' });
}
done(Sentry.flush(2000));
