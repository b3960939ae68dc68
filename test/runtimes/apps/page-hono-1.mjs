import * as Vigil from '@vigil/fetch';

Vigil.init({ dsn: 'http://testkit@127.0.0.1:34407/1' });

import { honoMiddleware } from '@vigil/fetch/hono';
import { Hono } from 'hono';

const app = new Hono();
app.use(honoMiddleware(app, { userFromRequest: c => ({ id: c.req.header('x-user') }) }));

app.get('/orders/:id', () => {
  throw new Error('failed');
});
app.onError((_error, c) => c.text(`Our fault. Its number is ${c.get('sentry')}.`, 500));

export default app;
// GET /orders/7 -> 500, sent: { transaction: 'GET /orders/:id', exception: { values: [{ mechanism: { handled: false } }] } }
// GET /nowhere -> 404, sent: nothing
