import { createServer } from 'node:http';
import * as Sentry from '@sentry/node';

Sentry.init({ dsn: process.env.SENTRY_DSN });

const server = createServer(async (request, response) => {
  const user = new URL(request.url, 'http://localhost').searchParams.get('user');
  Sentry.setUser({ id: user });
  Sentry.setTag('user_tag', user);
  await new Promise(resolve => setTimeout(resolve, user === 'a' ? 30 : 5));
  Sentry.captureException(new Error(`failed for ${user}`));
  response.statusCode = 500;
  response.end('failed');
});
await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
const url = `http://127.0.0.1:${server.address().port}/orders?user=`;
await Sentry.suppressTracing(() => Promise.all([fetch(`${url}a`), fetch(`${url}b`)]));
server.close();
server.closeAllConnections();
Sentry.captureMessage('outside');
await Sentry.flush(2000);
