import * as Sentry from '@sentry/browser';

Sentry.init({ dsn: DSN, transport: Sentry.makeBrowserOfflineTransport(Sentry.makeFetchTransport) });
Sentry.captureException(new Error('kept if need be'));
done(later(() => Sentry.flush(2000)));
