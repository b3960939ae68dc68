import * as Sentry from '@sentry/browser';

Sentry.init({ dsn: DSN });
Sentry.captureException('just a text');
Sentry.captureException({ code: 7, reason: 'declined' });
Sentry.captureException(new DOMException('not now', 'AbortError'));
Sentry.captureException(new CustomEvent('failed', { detail: 1 }));
done(Sentry.flush(2000));
