// P19: a service whose release decides how often it crashes.
import { createServer } from 'node:http';
import * as Vigil from '@vigil/node';

Vigil.init({ dsn: process.env.SENTRY_DSN, release: process.env.GIT_SHA });

const pay = amount => {
  if (process.env.GIT_SHA === 'shop@2' && amount % 4 === 0) throw new RangeError(`cannot pay ${amount}`);
};
const listener = Vigil.wrapRequestListener((request, response) => {
  pay(Number(new URL(request.url, 'http://localhost').searchParams.get('amount')));
  response.end('paid');
});
const server = createServer((request, response) => {
  try {
    listener(request, response);
  } catch {
    response.writeHead(500).end('failed');
  }
});
server.listen(0, '127.0.0.1', () => console.log(`listening http://127.0.0.1:${server.address().port}`));
process.stdin.resume().on('end', () => process.exit());
