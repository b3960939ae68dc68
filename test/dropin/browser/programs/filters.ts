import * as Sentry from '@sentry/browser';

Sentry.init({ dsn: DSN, ignoreErrors: [/ResizeObserver/, 'canceled'], denyUrls: [/extensions\//] });
Sentry.captureException(new Error('ResizeObserver loop limit exceeded'));
Sentry.captureException(new Error('request canceled by user'));
Sentry.captureException(new Error('real'));
done(Sentry.flush(2000));
