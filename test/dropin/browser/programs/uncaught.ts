import * as Sentry from '@sentry/browser';

Sentry.init({ dsn: DSN });
setTimeout(() => {
  throw new RangeError('no such page');
}, 1);
done(later(() => Sentry.flush(2000)));
