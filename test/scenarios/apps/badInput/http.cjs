// Node's own http: `plain`, or with its listener wrapped.
const http = require('node:http');
const { once } = require('node:events');
const { pipeline } = require('node:stream');
const { fail, halfStream, leave, values } = require('./failing.cjs');

const routes = {
  '/fine'(_request, response) {
    response.end('fine');
  },
  '/throws'(request) {
    leave(request);
    throw fail('throws');
  },
  async '/rejects'(request) {
    leave(request);
    await 1;
    throw fail('rejects');
  },
  '/answered'(_request, response) {
    response.writeHead(500).end('sorry');
    throw fail('answered');
  },
  '/headers'(request, response) {
    response.write('half');
    leave(request);
    throw fail('headers');
  },
  '/head-twice'(request, response) {
    response.writeHead(200, { 'x-a': '1' }).write('half');
    leave(request);
    response.writeHead(500);
  },
  '/write-after-end'(_request, response) {
    response.end('whole');
    response.write('more');
  },
  '/bad-header'(request, response) {
    leave(request);
    response.setHeader('x-a', 'line\nbreak');
  },
  '/unawaited'(_request, response) {
    Promise.reject(fail('unawaited'));
    response.end('fine');
  },
  '/unawaited-later'(_request, response) {
    setTimeout(() => Promise.reject(fail('unawaited later')), 1);
    response.end('fine');
  },
  '/destroy'(_request, response) {
    response.write('half');
    response.destroy();
  },
  '/destroy-error'(_request, response) {
    response.write('half');
    response.destroy(fail('destroyed'));
  },
  '/destroy-request'(request) {
    request.destroy();
  },
  '/destroy-request-error'(request) {
    request.destroy(fail('request destroyed'));
  },
  '/pipe'(request, response) {
    leave(request);
    halfStream('pipe').pipe(response);
  },
  async '/stream'(_request, response) {
    for await (const part of halfStream('stream')) response.write(part);
  },
  '/pipeline'(_request, response) {
    pipeline(halfStream('pipeline'), response, () => {});
  },
  async '/upload'(request, response) {
    let length = 0;
    for await (const chunk of request) length += chunk.length;
    response.end(`${length}`);
  },
  '/length'(_request, response) {
    response.writeHead(200, { 'content-length': '100' }).end('short');
  },
  '/count'({ rawHeaders }, response) {
    response.writeHead(503).end(`${rawHeaders.length}`);
    throw fail('count');
  },
};
for (const [name, value] of Object.entries(values)) {
  routes[`/value/${name}`] = (_request, response) => {
    response.writeHead(500).end('sorry');
    throw value();
  };
  routes[`/rejected/${name}`] = async (_request, response) => {
    response.writeHead(500).end('sorry');
    throw value();
  };
}

module.exports = async function serve(kind, Vigil) {
  const listener = (request, response) => routes[request.url](request, response);
  const server = http.createServer(kind === 'wrapped' && Vigil ? Vigil.wrapRequestListener(listener) : listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${server.address().port}`;
};
