// An order service on Fastify 5. `npm start`; SENTRY_DSN says where its reports go.
import * as Vigil from '@vigil/fastify';
import Fastify from 'fastify';
import { orderRoutes } from './orders.mjs';
import { StockLocked, users } from './shop.mjs';

const client = Vigil.init({
  dsn: process.env.SENTRY_DSN,
  release: 'orders@1.4.0',
  ignoreErrors: [StockLocked],
});

const app = Fastify();

// Anywhere before the app is ready: here, after the routes, before or after the error handler.
Vigil.setupFastifyErrorHandler(app, {
  // asked when there is something to report, not for every request
  userFromRequest: request => request.user && { id: request.user.id, plan: request.user.plan },
});

app.decorateRequest('user', null);
app.addHook('onRequest', async request => {
  const [, token] = /^Bearer (.+)$/.exec(request.headers.authorization ?? '') ?? [];
  request.user = users.get(token);
});
app.register(orderRoutes, { prefix: '/shops/:shop/orders' });

// The error page. Whoever calls the hotline reads out the number, and support finds the report by it.
app.setErrorHandler((error, _request, reply) => {
  const status = error.status ?? error.statusCode ?? 500;
  if (status < 500) return reply.code(status).send({ error: error.message });
  return reply.code(status).send({ error: 'Something went wrong on our side.', report: reply.sentry });
});

// `app.close()` answers the requests under way first, then their reports leave.
app.addHook('onClose', () => Vigil.close(2000));
const end = async () => {
  await app.close();
  console.log(`reports ${JSON.stringify(client.stats().outcomes.error ?? {})}`);
};
process.once('SIGTERM', end).once('SIGINT', end);

console.log(`listening ${await app.listen({ port: Number(process.env.PORT ?? 3000), host: '127.0.0.1' })}`);
