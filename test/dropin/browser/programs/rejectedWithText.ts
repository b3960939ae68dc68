import * as Sentry from '@sentry/browser';

Sentry.init({ dsn: DSN });
void Promise.reject('no reason');
done(later(() => Sentry.flush(2000)));
