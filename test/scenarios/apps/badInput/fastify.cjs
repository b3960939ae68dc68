// A Fastify app that is treated badly.
const { frameworkOf } = require('../packageOf.cjs');
const { fail, halfStream, leave, values } = require('./failing.cjs');

const rejects = (message, more) => async () => {
  throw fail(message, more);
};

function addRoutes(app) {
  const fine = async () => 'fine';
  app.get('/fine', fine);
  app.get('/fails', rejects('fails'));
  app.post('/upload', async request => request.body);
  for (const [name, value] of Object.entries(values)) {
    app.get(`/throw/${name}`, request => {
      leave(request);
      throw value();
    });
    app.get(`/reject/${name}`, async request => {
      leave(request);
      throw value();
    });
    app.get(`/send/${name}`, (request, reply) => {
      leave(request);
      reply.send(value());
    });
  }
  for (const hook of ['onRequest', 'preParsing', 'preValidation', 'preHandler', 'preSerialization', 'onSend', 'onResponse']) {
    app.get(`/hook/${hook}`, { [hook]: rejects(hook) }, async () => ({ a: 1 }));
    app.get(`/hook/${hook}/404`, { [hook]: rejects(hook, { statusCode: 404 }) }, async () => ({ a: 1 }));
  }
  app.get('/hook/onError', { onError: rejects('in onError') }, rejects('first'));
  app.get(
    '/hook/onError-throws',
    {
      onError: () => {
        throw fail('in onError');
      },
    },
    rejects('first'),
  );
  app.get('/hook/onSend-both', { onSend: rejects('in onSend') }, rejects('first'));
  app.get('/hook/onSend-stream', { onSend: rejects('in onSend') }, async () => halfStream('never read'));
  app.get(
    '/handler/throws',
    {
      errorHandler: () => {
        throw fail('second');
      },
    },
    rejects('first'),
  );
  app.get('/handler/rejects', { errorHandler: rejects('second') }, rejects('first'));
  app.get('/handler/sends', { errorHandler: (_error, _request, reply) => reply.send(fail('second')) }, rejects('first'));
  app.get('/handler/same', { errorHandler: (error, _request, reply) => reply.send(error) }, rejects('first'));
  app.get('/handler/forgives', { errorHandler: (_error, _request, reply) => reply.code(200).send('fine') }, rejects('first'));
  app.get(
    '/handler/wraps',
    {
      errorHandler: async error => {
        throw new Error('wrapped', { cause: error });
      },
    },
    rejects('first'),
  );
  app.get('/twice', (_request, reply) => {
    reply.send('one');
    reply.send('two');
  });
  app.get('/sent-then-throws', async (_request, reply) => {
    reply.send('one');
    throw fail('after send');
  });
  app.get('/stream', async () => halfStream('stream'));
  app.get('/circular', async () => {
    const self = {};
    self.self = self;
    return self;
  });
  app.get('/number', async () => 42);
  app.get('/bad-header', async (_request, reply) => reply.header('x-a', 'line\nbreak').send('no'));
  app.get('/destroy', (_request, reply) => {
    reply.raw.write('half');
    reply.raw.destroy();
  });
  app.get('/destroy-request', async request => {
    request.raw.destroy(fail('request destroyed'));
    throw fail('after request destroy');
  });
  app.get('/hijack', (_request, reply) => {
    reply.hijack();
    reply.raw.write('half');
    reply.raw.end('whole');
    throw fail('hijacked');
  });
  app.get('/unawaited', async () => {
    Promise.reject(fail('unawaited'));
    return 'fine';
  });
}

module.exports = async function serve(kind, Vigil) {
  const app = frameworkOf(kind)();
  Vigil?.setupFastifyErrorHandler(app);
  addRoutes(app);
  return app.listen({ port: 0, host: '127.0.0.1' });
};
