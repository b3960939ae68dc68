// Three lines, and everything unhandled is reported.
import { createServer } from 'node:http';
import * as Vigil from '@vigil/node';

Vigil.init({
  dsn: process.env.SENTRY_DSN,
  environment: process.env.ENV ?? 'production',
  release: process.env.GIT_SHA,
  tracesSampleRate: 0.1,
  profilesSampleRate: 0.1,
});

const server = createServer((req, res) => {
  const { pathname, searchParams } = new URL(req.url, 'http://localhost');
  Vigil.setUser({ id: searchParams.get('user') });
  if (pathname === '/thrown') throw new TypeError('thrown in the handler');
  if (pathname === '/later') setTimeout(() => JSON.parse('{'), 5);
  else if (pathname === '/rejected') Promise.reject(new RangeError('rejected in the handler'));
  else res.end('ok');
});
server.listen(0, '127.0.0.1', () => console.log(`listening http://127.0.0.1:${server.address().port}`));
process.stdin.resume().on('end', () => process.exit());
