import * as Sentry from '@sentry/node';

Sentry.init({
  dsn: process.env.SENTRY_DSN,
  integrations: defaults => defaults.filter(({ name }) => name !== 'Console' && name !== 'Context'),
});
console.log('leaves no breadcrumb');
Sentry.captureMessage('filtered integrations');
await Sentry.flush(2000);
