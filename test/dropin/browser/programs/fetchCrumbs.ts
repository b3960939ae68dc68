import * as Sentry from '@sentry/browser';

Sentry.init({ dsn: DSN });
async function run() {
  await fetch('/data.json');
  await fetch('/missing.json', { method: 'POST', body: '{}' });
  Sentry.captureException(new Error('after requests'));
  await Sentry.flush(2000);
}
done(run());
