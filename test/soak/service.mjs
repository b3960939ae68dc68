// A service whose pages fail, send messages and attach files; `service.mjs bare` is the same without Vigil. Talks with run.mjs over its channel.
import http from 'node:http';
import * as Vigil from '@vigil/node';

const bare = process.argv[2] === 'bare';
const thrown = [];
process.on('uncaughtException', error => thrown.push(`uncaught: ${error}`));
process.on('unhandledRejection', error => thrown.push(`rejected: ${error}`));

const client = bare
  ? undefined
  : Vigil.init({ dsn: process.env.SENTRY_DSN, release: 'soak@1', budget: false, spool: false, logger: false });
client?.onOutcome(({ eventId, status }) => eventId && process.send({ eventId, status }));
const attachments = [{ filename: 'request.log', data: 'a line of a log\n'.repeat(2_500) }];
let count = 0;

const pages = {
  '/ok': () => 'ok',
  '/fail'() {
    throw new Error(`failed ${++count}`);
  },
  '/attach'() {
    throw Object.assign(new Error(`failed with a file ${++count}`), { attached: true });
  },
  '/message'() {
    if (client) Vigil.captureMessage(`message ${++count}`, 'warning');
    return 'said';
  },
};
const server = http.createServer((request, response) => {
  try {
    response.end(pages[request.url]());
  } catch (error) {
    if (client) Vigil.captureException(error, error.attached ? { attachments } : {});
    response.writeHead(500).end('failed');
  }
});

const answers = {
  heap() {
    globalThis.gc();
    return { heap: process.memoryUsage().heapUsed };
  },
  async end() {
    server.close();
    server.closeAllConnections();
    const closed = await client?.close();
    globalThis.gc();
    return { closed, stats: client?.stats(), heap: process.memoryUsage().heapUsed, thrown };
  },
};
process.on('message', async what => {
  const answer = await answers[what]();
  process.send({ answer: what, ...answer }, () => what === 'end' && process.disconnect());
});
server.listen(0, '127.0.0.1', () => process.send({ answer: 'listening', url: `http://127.0.0.1:${server.address().port}` }));
