import * as Sentry from '@sentry/node';

const client = new Sentry.NodeClient({
  dsn: process.env.SENTRY_DSN,
  transport: Sentry.makeNodeTransport,
  stackParser: Sentry.defaultStackParser,
  integrations: [],
});
const scope = new Sentry.Scope();
scope.setClient(client);
client.init();
scope.setTag('library', 'mine');
scope.captureException(new Error('inside a library'));
client.captureMessage('through the client', 'warning');
console.log(Sentry.getClient(), await client.flush(2000));
