const Sentry = require('@sentry/node');

Sentry.init({ dsn: process.env.SENTRY_DSN });
Sentry.setTag('from', 'scope');
const id = Sentry.captureEvent({
  event_id: '0123456789abcdef0123456789abcdef',
  message: 'made by hand',
  level: 'warning',
  tags: { own: 'yes' },
  extra: { n: 1 },
  contexts: { thing: { kind: 'handmade' } },
  fingerprint: ['handmade'],
});
console.log(id);
Sentry.close(2000);
