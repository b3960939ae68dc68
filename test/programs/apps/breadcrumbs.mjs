// P11: breadcrumbs, own and automatic.
import http from 'node:http';
import * as Vigil from '@vigil/node';

Vigil.init({ dsn: process.env.SENTRY_DSN });

Vigil.addBreadcrumb({
  category: 'checkout',
  message: 'User applied discount code',
  level: 'info',
  data: { code: 'SAVE20', discount_percent: 20 },
});
const stock = process.env.STOCK;
await new Promise(resolve => http.get(`${stock}/items?token=secret&page=2`, res => res.resume().on('end', resolve)));
await fetch(`${stock}/missing`, { method: 'POST', body: 'abc' }).then(response => response.text());
await fetch(`${process.env.NOBODY}/nobody`).catch(() => {});
console.warn('stock is low: %d left', 3);
Vigil.captureException(new Error('checkout failed'));
await Vigil.flush();
