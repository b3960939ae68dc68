// A framework's app; the process sets a user outside of any request, and integrations of every sort are installed. argv: kind
import packageOf from './packageOf.cjs';

const kind = process.argv[2];
const Vigil = packageOf(kind.replace(/\d/, ''));
Vigil.init({
  ignoreErrors: ['nobody cares'],
  integrations: [Vigil.extraErrorDataIntegration(), { name: 'Mine', processEvent: event => ({ ...event, extra: { mine: true } }) }],
});
Vigil.setUser({ id: 'operator' });
Vigil.addBreadcrumb({ message: 'crumb of the start' });
const framework = packageOf.frameworkOf(kind);
const fail = path => {
  throw new Error(path === '/ignored' ? 'nobody cares' : 'somebody cares');
};

async function listen() {
  const app = framework();
  if (kind.startsWith('fastify')) {
    Vigil.setupFastifyErrorHandler(app);
    app.get('/*', async request => fail(request.url));
    return app.listen({ port: 0, host: '127.0.0.1' });
  }
  Vigil.setupExpressErrorHandler(app);
  app.use(request => fail(request.url));
  const server = await new Promise(done => {
    const listening = app.listen(0, '127.0.0.1', () => done(listening));
  });
  return `http://127.0.0.1:${server.address().port}`;
}
const timer = setInterval(() => Vigil.setUser({ id: 'timer' }), 5);
console.log(`listening ${await listen()}`);
process.stdin.resume().on('end', async () => {
  clearInterval(timer);
  await Vigil.flush(5_000);
  console.log(JSON.stringify(Vigil.getClient().stats().outcomes.error));
  process.exit();
});
