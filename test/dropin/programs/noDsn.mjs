import * as Sentry from '@sentry/node';

Sentry.init({ dsn: '' });
Sentry.setUser({ id: '1' });
console.log(Sentry.isInitialized(), Sentry.isEnabled(), Sentry.captureMessage('nowhere').length);
console.log(Sentry.withScope(() => 'works'));
await Sentry.close();
