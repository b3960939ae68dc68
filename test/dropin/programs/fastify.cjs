const Sentry = require('@sentry/node');

Sentry.init({ dsn: process.env.SENTRY_DSN });

const fastify = require('fastify')();
Sentry.setupFastifyErrorHandler(fastify);
fastify.get('/', async () => 'home');
fastify.get('/broken', async () => {
  Sentry.setTag('route', 'broken');
  throw new Error('the route is broken');
});
fastify.get('/gone', async () => {
  throw Object.assign(new Error('gone'), { statusCode: 410 });
});

fastify.listen({ port: 0, host: '127.0.0.1' }).then(async url => {
  for (const path of ['/', '/broken', '/gone']) console.log(path, (await fetch(url + path)).status);
  fastify.server.closeAllConnections();
  await fastify.close();
  await Sentry.flush(2000);
});
