import * as Sentry from '@sentry/node';

Sentry.init({
  dsn: process.env.SENTRY_DSN,
  maxBreadcrumbs: 3,
  beforeBreadcrumb(breadcrumb, hint) {
    if (breadcrumb.category === 'noise') return null;
    if (hint?.secret) breadcrumb.data = { ...breadcrumb.data, hinted: true };
    return breadcrumb;
  },
});

Sentry.addBreadcrumb({ category: 'auth', message: 'first, falls out', level: 'info' });
Sentry.addBreadcrumb({ category: 'noise', message: 'dropped' });
Sentry.addBreadcrumb({ category: 'auth', message: 'signed in', level: 'info', data: { method: 'sso' } });
Sentry.addBreadcrumb({ type: 'navigation', category: 'route', data: { from: '/a', to: '/b' } }, { secret: 1 });
Sentry.addBreadcrumb({ category: 'checkout', message: 'applied', level: 'warning', data: { code: 'SAVE20', percent: 20 } });
Sentry.captureException(new Error('checkout failed'));
await Sentry.flush(2000);
