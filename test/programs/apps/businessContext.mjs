// P4: what the business knows about an error, on that error alone.
import * as Vigil from '@vigil/node';

class PaymentError extends Error {}
Vigil.init({ dsn: process.env.SENTRY_DSN });

Vigil.withScope(scope => {
  scope.setContext('billing', { customer: 'cus_abc', subscription: 'sub_xyz' });
  scope.setTag('tenant', 't1');
  Vigil.captureException(new PaymentError('card declined'));
});
Vigil.captureException(new Error('something else'));

await Vigil.flush();
