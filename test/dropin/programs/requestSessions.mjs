import { once } from 'node:events';
import http from 'node:http';
import * as Sentry from '@sentry/node';

Sentry.init({ dsn: process.env.SENTRY_DSN, release: 'shop@1' });

const server = http.createServer((request, response) => {
  if (request.url.startsWith('/handled')) Sentry.captureException(new Error(`handled ${request.url}`));
  if (request.url === '/unhandled') Sentry.captureException(new Error('unhandled'), { mechanism: { type: 'mine', handled: false } });
  response.end('ok');
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
for (const path of ['/', '/', '/', '/handled/1', '/handled/2', '/unhandled']) {
  const [answer] = await once(http.get({ port: server.address().port, path, agent: false }), 'response');
  await once(answer.resume(), 'close');
}
server.close();
await once(server, 'close');
console.log(await Sentry.flush(2000));
