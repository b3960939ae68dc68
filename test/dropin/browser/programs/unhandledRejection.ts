import * as Sentry from '@sentry/browser';

Sentry.init({ dsn: DSN });
void Promise.reject(new Error('payment refused'));
done(later(() => Sentry.flush(2000)));
