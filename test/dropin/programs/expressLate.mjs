import * as Sentry from '@sentry/node';
import express from 'express';

Sentry.init({ dsn: process.env.SENTRY_DSN });

const app = express();
app.post('/pay', express.json(), async req => {
  Sentry.addBreadcrumb({ category: 'pay', message: `amount ${req.body.amount}` });
  throw new RangeError('amount out of range');
});
app.use(Sentry.expressErrorHandler());

const server = app.listen(0, '127.0.0.1', async () => {
  const response = await fetch(`http://127.0.0.1:${server.address().port}/pay`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ amount: 5 }),
  });
  console.log(response.status);
  server.close();
  server.closeAllConnections();
  await Sentry.flush(2000);
});
