// The app: the same file on every runtime. Which SDK reports for it, the file that serves it says.
import * as Vigil from '@vigil/fetch';
import { honoMiddleware } from '@vigil/fetch/hono';
import { Hono } from 'hono';
import { env } from 'hono/adapter';
import { HTTPException } from 'hono/http-exception';

const users = new Map([['token-ada', { id: 'ada', plan: 'pro' }]]);
const orders = new Map([
  ['1001', { id: '1001', items: ['tea'], address: { city: 'London' } }],
  ['1002', { id: '1002', items: ['milk'] }],
]);

export const app = new Hono();

// Anywhere: here, after the routes, before or after the error page. The user is asked for when there is something to report.
app.use(honoMiddleware(app, { userFromRequest: c => c.get('user') }));

app.use(async (c, next) => {
  const [, token] = /^Bearer (.+)$/.exec(c.req.header('authorization') ?? '') ?? [];
  c.set('user', users.get(token));
  await next();
});

const orderOf = id => {
  const order = orders.get(id);
  if (!order) throw new HTTPException(404, { message: `there is no order ${id}` });
  return order;
};

// Order 1002 has no address: a bug that nobody has thought of.
app.get('/orders/:id', c => {
  const order = orderOf(c.req.param('id'));
  Vigil.setTag('items', order.items.length);
  return c.json({ ...order, city: order.address.city });
});

// A failure that the app has thought of is a failure all the same.
app.post('/orders/:id/pay', async c => {
  const order = orderOf(c.req.param('id'));
  // unless you have a payment service, nobody listens there
  const { PAYMENT_URL } = env(c);
  const { status } = await fetch(`${PAYMENT_URL || 'http://127.0.0.1:4'}/charges/${order.id}`, { method: 'POST' }).catch(cause => {
    throw new HTTPException(502, { message: 'the payment service cannot be reached', cause });
  });
  if (status !== 200) throw new HTTPException(502, { message: `the payment service answered ${status}` });
  return c.json({ paid: true });
});

// The error page. Whoever calls the hotline reads out the number, and support finds the report by it.
app.onError((error, c) => {
  const status = error instanceof HTTPException ? error.status : 500;
  if (status < 500) return c.json({ error: error.message }, status);
  return c.json({ error: 'Something went wrong on our side.', report: c.get('sentry') }, status);
});
