// Streams whose next part is written only when the client has said that it has the one before. argv: kind, SDK (with, without)
import { createServer } from 'node:http';
import { createServer as createServer2 } from 'node:http2';

const { default: packageOf, frameworkOf } = await import('./packageOf.cjs');
const [, , kind, sdk] = process.argv;
const Vigil = sdk === 'with' ? packageOf(kind.replace(/\d/, '')) : undefined;
Vigil?.init();

let acknowledge = () => {};
const acknowledged = () =>
  new Promise(done => {
    acknowledge = done;
  });

/** Writes each part after the one before was received. `written` tells the test what had left when. */
const written = [];
async function feed(response, parts) {
  for (const part of parts) {
    const received = acknowledged();
    written.push(part);
    response.write(part);
    await received;
  }
  response.end();
}

/** What can be asked of a request and a response without being told of it. */
function look(request, response) {
  const names = target => Object.getOwnPropertyNames(target).sort();
  const functions = (target, keys) => keys.map(key => [key, Object.hasOwn(target, key), String(target[key]).length]);
  return {
    own: [names(request), names(response)],
    response: functions(response, ['write', 'end', 'pipe', 'on', 'once', 'setHeader', 'writeHead', 'flushHeaders', 'destroy']),
    request: functions(request, ['on', 'pipe', 'read', 'resume', 'destroy']),
    listeners: [request, response].map(each => each.eventNames().map(name => [String(name), each.listenerCount(name)])),
  };
}

/** As clients of language models have it: a promise with more methods than one. */
function createCompletion(url) {
  const response = fetch(url);
  const parsed = response.then(each => each.body);
  return Object.assign(parsed, { withResponse: async () => ({ data: await parsed, response: await response }) });
}

async function callOut(url) {
  const completion = createCompletion(url);
  const { data, response } = await completion.withResponse();
  const before = [
    data === response.body,
    response.body.locked,
    response.bodyUsed,
    response.constructor === Response,
    Object.getOwnPropertyNames(response),
  ];
  const copy = response.clone();
  const texts = [await response.text(), await copy.text()];
  return [...before, ...texts, Object.prototype.toString.call(completion), typeof completion.withResponse];
}

let base;
async function serve(request, response) {
  const path = request.url;
  if (path === '/ack') {
    acknowledge();
    return void response.end();
  }
  if (path === '/plain') return void response.end('plain');
  if (path === '/look') return void response.end(JSON.stringify(look(request, response)));
  if (path === '/out') return void response.end(JSON.stringify(await callOut(`${base}/plain`)));
  if (path === '/written') return void response.end(JSON.stringify(written));
  const isSse = path === '/sse';
  response.setHeader('content-type', isSse ? 'text/event-stream' : 'text/plain');
  return feed(response, isSse ? ['data: 1\n\n', 'data: 2\n\n', 'data: 3\n\n'] : ['one ', 'two ', 'three ']);
}

const listening = server => new Promise(done => server.listen(0, '127.0.0.1', () => done(server.address().port)));
const starts = {
  http: () => listening(createServer(serve)),
  http2: () => listening(createServer2(serve)),
  async express5() {
    const app = frameworkOf('express5')();
    Vigil?.setupExpressErrorHandler(app);
    app.use((request, response) => serve(request, response));
    return listening(createServer(app));
  },
  async fastify5() {
    const app = frameworkOf('fastify5')();
    Vigil?.setupFastifyErrorHandler(app);
    app.get('/*', (request, reply) => {
      reply.hijack();
      return serve(request.raw, reply.raw);
    });
    return new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port;
  },
};
// what calls out is asked over HTTP/1
const plain = await listening(createServer(serve));
base = `http://127.0.0.1:${plain}`;
console.log(`listening http://127.0.0.1:${await starts[kind]()}`);
process.stdin.resume().on('end', () => process.exit());
