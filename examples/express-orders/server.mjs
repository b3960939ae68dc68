// An order service on Express 5. `npm start`; SENTRY_DSN says where its reports go.
import { once } from 'node:events';
import * as Vigil from '@vigil/express';
import express from 'express';
import { router } from './orders.mjs';
import { StockLocked, users } from './shop.mjs';

const client = Vigil.init({
  dsn: process.env.SENTRY_DSN,
  release: 'orders@1.4.0',
  ignoreErrors: [StockLocked],
});

const app = express();

// Anywhere: here, after the routes, before or after the error page.
Vigil.setupExpressErrorHandler(app, {
  // asked when there is something to report, not for every request
  userFromRequest: request => request.user && { id: request.user.id, plan: request.user.plan },
});

app.use((request, _response, next) => {
  const [, token] = /^Bearer (.+)$/.exec(request.headers.authorization ?? '') ?? [];
  request.user = users.get(token);
  next();
});
app.use('/shops/:shop/orders', router);

// The error page. Whoever calls the hotline reads out the number, and support finds the report by it.
app.use((error, _request, response, next) => {
  if (response.headersSent) return next(error);
  const { status = 500, message } = error;
  if (status < 500) response.status(status).json({ error: message });
  else response.status(status).json({ error: 'Something went wrong on our side.', report: response.sentry });
});

const server = app.listen(Number(process.env.PORT ?? 3000), '127.0.0.1');
await once(server, 'listening');
console.log(`listening http://127.0.0.1:${server.address().port}`);

// Requests under way are answered first, then their reports leave.
const end = async () => {
  server.close();
  await once(server, 'close');
  await Vigil.close(2000);
  console.log(`reports ${JSON.stringify(client.stats().outcomes.error ?? {})}`);
};
process.once('SIGTERM', end).once('SIGINT', end);
