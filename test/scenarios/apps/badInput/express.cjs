// An Express app that is treated badly.
const { once } = require('node:events');
const { pipeline } = require('node:stream');
const { frameworkOf } = require('../packageOf.cjs');
const { fail, halfStream, leave, values } = require('./failing.cjs');

function addRoutes(app, express) {
  app.get('/fine', (_q, s) => s.send('fine'));
  app.get('/fails', () => {
    throw fail('fails');
  });
  app.get(
    '/route',
    (_q, _s, next) => next('route'),
    (_q, s) => s.send('not this'),
  );
  app.get('/route', (_q, s) => s.send('this'));
  const router = express.Router();
  router.use((_q, _s, next) => next('router'));
  router.get('/out', (_q, s) => s.send('not this'));
  app.use('/router', router);
  app.get('/router/out', (_q, s) => s.send('this'));
  for (const [name, value] of Object.entries(values)) {
    app.get(`/next/${name}`, (_q, _s, next) => next(value()));
    app.get(`/throw/${name}`, () => {
      throw value();
    });
    app.get(`/reject/${name}`, async q => {
      leave(q);
      throw value();
    });
  }
  app.get('/headers', (_q, s) => {
    s.write('half');
    throw fail('headers');
  });
  app.get('/twice', (_q, _s, next) => {
    next(fail('twice, one'));
    next(fail('twice, two'));
  });
  app.get('/answered', (_q, s, next) => {
    s.send('whole');
    next(fail('answered'));
  });
  app.get('/send-twice', (_q, s) => {
    s.send('one');
    s.send('two');
  });
  app.get('/circular', (_q, s) => {
    const self = {};
    self.self = self;
    s.json(self);
  });
  app.get('/bad-header', (_q, s) => s.set('x-a', 'line\nbreak').send('no'));
  app.get('/stream', (_q, s, next) => halfStream('stream').on('error', next).pipe(s));
  app.get('/pipeline', (_q, s, next) => pipeline(halfStream('pipeline'), s, next));
  app.get('/late', (_q, s, next) => {
    s.send('whole').on('close', () => setImmediate(next, fail('late')));
  });
  app.get('/destroy', (_q, s) => {
    s.write('half');
    s.destroy();
  });
  app.get('/destroy-error', (_q, s, next) => {
    s.write('half');
    s.destroy(fail('destroyed'));
    next(fail('after destroy'));
  });
  app.get('/destroy-request', (q, _s, next) => {
    q.destroy(fail('request destroyed'));
    next(fail('after request destroy'));
  });
  app.get('/unawaited', (_q, s) => {
    Promise.reject(fail('unawaited'));
    s.send('fine');
  });
  app.post('/upload', express.json(), (q, s) => s.json(q.body));
  const handled = answer => [
    () => {
      throw fail('first');
    },
    answer,
  ];
  app.get(
    '/handler/throws',
    ...handled((_e, _q, _s, _n) => {
      throw fail('second');
    }),
  );
  app.get('/handler/wraps', ...handled((e, _q, _s, next) => next(new Error('wrapped', { cause: e }))));
  app.get('/handler/same', ...handled((e, _q, _s, next) => next(e)));
  app.get('/handler/text', ...handled((_e, _q, _s, next) => next('instead')));
  app.get('/handler/forgives', ...handled((_e, _q, _s, next) => next()));
  app.get(
    '/handler/answers-then-throws',
    ...handled((_e, _q, s, _n) => {
      s.status(500).send('sorry');
      throw fail('second');
    }),
  );
  app.get(
    '/handler/rejects',
    ...handled(async (_e, q, _s, _n) => {
      leave(q);
      throw fail('second');
    }),
  );
}

module.exports = async function serve(kind, Vigil) {
  const express = frameworkOf(kind);
  const app = express();
  Vigil?.setupExpressErrorHandler(app);
  addRoutes(app, express);
  const server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${server.address().port}`;
};
