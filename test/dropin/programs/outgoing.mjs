import { createServer, get } from 'node:http';
import * as Sentry from '@sentry/node';

Sentry.init({ dsn: process.env.SENTRY_DSN });

const server = createServer((request, response) => {
  console.log(request.url, 'sentry-trace' in request.headers, 'baggage' in request.headers);
  response.statusCode = request.url === '/fail' ? 503 : 200;
  response.end('{}');
});
await new Promise(resolve => server.listen(0, '127.0.0.1', resolve));
const url = `http://127.0.0.1:${server.address().port}`;
await new Promise(resolve => get(`${url}/http`, response => response.resume().on('end', resolve)));
await (await fetch(`${url}/fail`)).text();
server.close();
server.closeAllConnections();
Sentry.captureMessage('after two calls');
await Sentry.flush(2000);
