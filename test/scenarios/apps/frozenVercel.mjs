// A function of Vercel's on Node: the context of a request is read from a store under a symbol; once the response has been sent and all
// that was handed to `waitUntil` has settled, the process is frozen. Arguments: how it fails, and `without` for a host that tells nothing.
import { AsyncLocalStorage } from 'node:async_hooks';
import { writeSync } from 'node:fs';
import http from 'node:http';
import * as Vigil from '@vigil/node';

const [how, without] = process.argv.slice(2);
const store = new AsyncLocalStorage();
if (!without) globalThis[Symbol.for('@vercel/request-context')] = { get: () => store.getStore() };
Vigil.init({ dsn: process.env.SENTRY_DSN, release: 'shop@1' });

const handlers = {
  'by hand': (_request, response) => {
    Vigil.captureException(new RangeError('in the function'));
    response.end('queued');
  },
  'after an await': async (_request, response) => {
    await new Promise(resolve => setTimeout(resolve, 5));
    Vigil.captureException(new RangeError('in the function'));
    response.end('queued');
  },
  automatic: Vigil.wrapRequestListener(async () => {
    throw new RangeError('in the function');
  }),
};
const server = http.createServer((request, response) => {
  const tasks = new Set();
  const waitUntil = promise => void tasks.add(promise);
  response.once('finish', async () => {
    for (const task of tasks) await task;
    writeSync(1, `listening ${process.pid}\n`);
    process.kill(process.pid, 'SIGSTOP');
  });
  store.run({ waitUntil }, async () => {
    try {
      await handlers[how](request, response);
    } catch {
      response.writeHead(500).end();
    }
  });
});
server.listen(0, '127.0.0.1', () => http.get({ port: server.address().port }, response => response.resume()));
