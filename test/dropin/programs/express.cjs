const Sentry = require('@sentry/node');

Sentry.init({ dsn: process.env.SENTRY_DSN });

const express = require('express');

const app = express();
app.use((req, _res, next) => {
  Sentry.setUser({ id: req.get('x-user') });
  next();
});
app.get('/', (_req, res) => res.send('home'));
app.get('/orders/:id', req => {
  throw new Error(`order ${req.params.id} is broken`);
});
app.get('/missing', (_req, _res, next) => next(Object.assign(new Error('no such order'), { status: 404 })));
Sentry.setupExpressErrorHandler(app);
app.use((error, _req, res, _next) => res.status(error.status ?? 500).send(`sorry ${typeof res.sentry}`));

const server = app.listen(0, '127.0.0.1', async () => {
  const url = `http://127.0.0.1:${server.address().port}`;
  for (const path of ['/', '/orders/7', '/missing']) {
    const response = await fetch(url + path, { headers: { 'x-user': 'u1' } });
    console.log(path, response.status, await response.text());
  }
  server.close();
  server.closeAllConnections();
  await Sentry.flush(2000);
});
