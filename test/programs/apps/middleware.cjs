// P7: user and request id in a middleware of a plain server.
const http = require('node:http');
const Vigil = require('@vigil/node');

Vigil.init({ dsn: process.env.SENTRY_DSN, budget: false });

const identify = (req, _res, next) => {
  const id = req.headers['x-user'];
  Vigil.setUser(id ? { id, email: `${id}@example.com` } : null);
  Vigil.setTag('service', 'order-api');
  Vigil.setExtra('request_id', req.headers['x-request-id']);
  next();
};
const handle = (_req, res) => setTimeout(() => res.end(Vigil.captureException(new Error('order failed'))), 5);
const server = http.createServer((req, res) => identify(req, res, () => handle(req, res)));
server.listen(0, '127.0.0.1', () => console.log(`listening http://127.0.0.1:${server.address().port}`));
process.stdin.resume().on('end', () => {
  Vigil.captureMessage('outside of any request');
  Vigil.flush().then(() => process.exit());
});
