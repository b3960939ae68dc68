const Sentry = require('@sentry/node');

Sentry.init({ dsn: process.env.SENTRY_DSN, release: 'shop@1.2.3', environment: 'production' });

function chargeCard(amount) {
  if (amount < 0) throw new RangeError(`amount must be positive, got ${amount}`);
}

try {
  chargeCard(-5);
} catch (error) {
  Sentry.captureException(error);
}
Sentry.flush(2000).then(ok => console.log('flushed', ok));
