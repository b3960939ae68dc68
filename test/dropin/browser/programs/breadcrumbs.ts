import * as Sentry from '@sentry/browser';

Sentry.init({ dsn: DSN, maxBreadcrumbs: 3 });
for (const step of ['cart', 'address', 'payment', 'confirm']) {
  Sentry.addBreadcrumb({ category: 'step', message: step, level: 'info', data: { step } });
}
Sentry.captureException(new Error('not confirmed'));
done(Sentry.flush(2000));
