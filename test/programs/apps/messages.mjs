// P2, P3: a degraded path, and a business rule.
import * as Vigil from '@vigil/node';

Vigil.init({ dsn: process.env.SENTRY_DSN });

Vigil.captureMessage('payment_intent_retried', 'warning');

const order = { id: 'o-17', amount: 0 };
if (order.amount <= 0) Vigil.captureMessage('Order amount non-positive', { level: 'warning', tags: { order_id: order.id } });

await Vigil.flush();
