const Sentry = require('@sentry/node');

Sentry.init({ dsn: process.env.SENTRY_DSN });
Sentry.setTag('service', 'billing');

const answer = Sentry.withScope(scope => {
  scope.setTag('tenant', 't1');
  scope.setExtra('invoice', { id: 9, lines: [1, 2] });
  scope.setLevel('warning');
  scope.setFingerprint(['billing', 'declined']);
  scope.setContext('billing', { customer: 'cus_abc', subscription: 'sub_xyz' });
  scope.setTransactionName('charge');
  Sentry.captureException(new Error('card declined'));
  return 42;
});
console.log(answer);
Sentry.captureMessage('after the scope');
Sentry.close(2000);
