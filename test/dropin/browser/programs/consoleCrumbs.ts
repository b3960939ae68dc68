import * as Sentry from '@sentry/browser';

Sentry.init({ dsn: DSN });
console.warn('stock is low');
console.error('stock is gone');
Sentry.captureMessage('out of stock');
done(Sentry.flush(2000));
