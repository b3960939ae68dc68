import * as Sentry from '@sentry/browser';

Sentry.init({ dsn: DSN });
const cause = new TypeError('socket closed');
Sentry.captureException(new Error('order failed', { cause }));
Sentry.captureException(new AggregateError([new Error('first'), new RangeError('second')], 'both failed'));
done(Sentry.flush(2000));
