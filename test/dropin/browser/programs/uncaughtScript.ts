import * as Sentry from '@sentry/browser';

Sentry.init({ dsn: DSN, integrations: defaults => defaults.filter(({ name }) => name !== 'BrowserApiErrors') });
done(later(() => Sentry.flush(2000)));
throw new TypeError('at the top of a script');
