import * as Sentry from '@sentry/node';

Sentry.init({
  dsn: process.env.SENTRY_DSN,
  initialScope: { tags: { team: 'platform' }, user: { id: 'service' }, extra: { boot: 1 } },
});
Sentry.captureMessage('from the start');
await Sentry.flush(2000);
