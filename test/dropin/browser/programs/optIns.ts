import * as Sentry from '@sentry/browser';

Sentry.init({
  dsn: DSN,
  integrations: [
    Sentry.captureConsoleIntegration({ levels: ['error'] }),
    Sentry.httpClientIntegration(),
    Sentry.reportingObserverIntegration(),
  ],
});
console.error(new Error('printed'));
done(later(() => fetch('/broken.json').then(() => later(() => Sentry.flush(2000)))));
