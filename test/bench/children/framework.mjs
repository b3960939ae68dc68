// An app of a framework, with or without an SDK. argv: framework, SDK name, `none` or `context`, its folder, more options of `init` as JSON.
// `context` gives each request an async context and does nothing else: what no SDK that keeps requests apart can do without.
// `/` says hello, `/fails` throws and is answered by the app's own error handler. Tells its CPU time when asked, and what it captured.
import { AsyncLocalStorage } from 'node:async_hooks';
import http from 'node:http';
import { createRequire } from 'node:module';
import path from 'node:path';

const [, , framework, name, folder, given] = process.argv;
const require = createRequire(path.join(folder, 'index.js'));
const sdk = name.startsWith('@') ? require(name) : undefined;
sdk?.init({ dsn: 'http://key@127.0.0.1:9/1', ...JSON.parse(given) });

if (name === 'context') {
  const storage = new AsyncLocalStorage();
  const { emit } = http.Server.prototype;
  http.Server.prototype.emit = function (type, ...args) {
    return type === 'request' ? storage.run({}, () => emit.call(this, type, ...args)) : emit.call(this, type, ...args);
  };
}

function order(id) {
  throw new Error(`order ${id} could not be charged`);
}

const apps = {
  express() {
    const app = require('express')();
    app.get('/', (_request, response) => response.send('hello'));
    app.get('/fails/:id', request => order(request.params.id));
    sdk?.setupExpressErrorHandler(app);
    app.use((_error, _request, response, _next) => response.status(500).send('sorry'));
    const server = app.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
  },
  async fastify() {
    const app = require('fastify')();
    sdk?.setupFastifyErrorHandler(app);
    app.get('/', async () => 'hello');
    app.get('/fails/:id', async request => order(request.params.id));
    app.setErrorHandler((_error, _request, reply) => reply.code(500).send('sorry'));
    await app.listen({ port: 0, host: '127.0.0.1' });
    process.send({ port: app.server.address().port });
  },
};
await apps[framework]();

process.on('message', async message => {
  if (message === 'stop') process.exit(0);
  if (message === 'flush') {
    await sdk?.flush(60_000);
    // the peer keeps no books
    process.send({ captured: sdk?.getClient().stats?.().captured.error });
    return;
  }
  const { user, system } = process.cpuUsage();
  process.send({ cpuUs: user + system });
});
