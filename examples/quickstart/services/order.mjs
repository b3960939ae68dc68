// The order service: three lines of set-up, then code as anybody writes it.
import http from 'node:http';
import * as Vigil from '@vigil/node';
import { NotFound, PaymentError, ValidationError } from './errors.mjs';

Vigil.init({
  release: 'shop@1.4.0',
  environment: 'demo',
  service: 'order-service',
  // a missing page is nobody's incident ...
  ignoreErrors: [error => error.statusCode === 404],
  // ... and neither is a form somebody filled in wrongly
  beforeSend: (event, hint) => (hint.originalException instanceof ValidationError ? null : event),
});

// every captured item ends in exactly one outcome; these are the ones that were not sent
const dropped = [];
Vigil.onOutcome(({ status, by }) => status !== 'sent' && dropped.push(`${status} by ${by}`));

const orders = new Map([
  ['1001', { id: '1001', customer: 'cus_ada', amount: 4200 }],
  ['1002', { id: '1002', customer: 'cus_grace', amount: 0 }],
]);
const paymentUrl = process.env.PAYMENT_URL;

function findOrder(id) {
  const order = orders.get(id);
  if (!order) throw new NotFound(`no order ${id}`);
  return order;
}

async function charge(order, card) {
  Vigil.addBreadcrumb({ category: 'checkout', message: 'User applied discount code', data: { code: 'SAVE20', discount_percent: 20 } });
  const response = await fetch(`${paymentUrl}/charges?card=${card}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ orderId: order.id, amount: order.amount }),
  });
  if (!response.ok) throw new Error(`payment service answered ${response.status}`);
  return response.json();
}

async function checkout(id, card) {
  const order = findOrder(id);
  if (order.amount <= 0) {
    Vigil.captureMessage('Order amount non-positive', { level: 'warning', tags: { order_id: order.id } });
    return { order: order.id, state: 'free' };
  }
  if (!card) throw new ValidationError('card is missing');
  try {
    return { order: order.id, state: 'paid', ...(await charge(order, card)) };
  } catch (cause) {
    // degraded, and still told: the customer gets an answer, the engineer gets the reason
    console.warn('payment service is down, order %s is queued', order.id);
    const error = new PaymentError('could not charge, order queued', { orderId: order.id, cause });
    const eventId = Vigil.captureException(error, { contexts: { billing: { customer: order.customer, amount: order.amount } } });
    return { order: order.id, state: 'queued', eventId };
  }
}

const server = http.createServer(async (request, response) => {
  const [, , id] = new URL(request.url, 'http://shop').pathname.split('/');
  Vigil.setUser({ id: request.headers['x-user'] ?? 'guest' });
  Vigil.setTag('tenant', 't1');
  let status = 200;
  let body;
  try {
    body = await checkout(id, request.headers['x-card']);
  } catch (error) {
    Vigil.captureException(error);
    status = error.statusCode ?? 500;
    body = { error: error.message };
  }
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
});

server.listen(0, '127.0.0.1', () => process.send?.({ url: `http://127.0.0.1:${server.address().port}` }));
process.on('message', async message => {
  if (message !== 'stop') return;
  server.close();
  await Vigil.close(2000);
  process.send?.({ stats: Vigil.getClient().stats(), dropped }, () => process.disconnect());
});
