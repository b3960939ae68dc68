// The errors of the quickstart's shop and what else an application reports, with the preset for Bugsink.
import { createServer } from 'node:http';
import * as Vigil from '@vigil/node';
import { PaymentError } from '../../../examples/quickstart/services/errors.mjs';

Vigil.init({ dsn: process.env.SENTRY_DSN, backend: 'bugsink', release: 'shop@1.4.0', environment: 'interop', service: 'order-service' });

function checkout(order) {
  Vigil.addBreadcrumb({ category: 'checkout', message: 'User applied discount code', data: { code: 'SAVE20' } });
  if (order === '1') Vigil.captureException(new PaymentError('could not charge', { orderId: order, cause: new RangeError('no funds') }));
  if (order === '2') Vigil.captureMessage('Order amount non-positive', { level: 'warning', tags: { order_id: order } });
  if (order === '3') Vigil.captureException('only a text');
  if (order === '4') Vigil.captureException(new Error('with a file'), { attachments: [{ filename: 'order.json', data: '{}' }] });
  const customer = { 5: 'ann', 6: 'bob' }[order];
  if (customer) Vigil.captureMessage(Vigil.fmt`customer ${customer} has no cart`);
}
const server = createServer((request, response) => {
  Vigil.setUser({ id: 'ada' });
  checkout(request.url.slice('/orders/'.length));
  response.end();
}).listen(0, '127.0.0.1', async () => {
  for (const order of '1123456') await (await fetch(`http://127.0.0.1:${server.address().port}/orders/${order}`)).text();
  server.close();
  const delivered = await Vigil.close(5000);
  console.log(JSON.stringify({ delivered, outcomes: Vigil.getClient().stats().outcomes }));
});
