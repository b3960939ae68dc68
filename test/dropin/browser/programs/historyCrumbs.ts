import * as Sentry from '@sentry/browser';

Sentry.init({ dsn: DSN });
history.pushState({}, '', '/orders/7');
history.replaceState({}, '', '/orders/8');
Sentry.captureException(new Error('after navigation'));
done(Sentry.flush(2000));
