const Sentry = require('@sentry/node');

const client = new Sentry.NodeClient({
  dsn: process.env.SENTRY_DSN,
  transport: Sentry.makeNodeTransport,
  stackParser: Sentry.defaultStackParser,
  integrations: Sentry.getDefaultIntegrationsWithoutPerformance().filter(({ name }) => name === 'ContextLines'),
});
Sentry.setCurrentClient(client);
client.init();
console.log(Sentry.getClient() === client);
Sentry.setTag('by', 'hand');
Sentry.captureException(new Error('wired by hand'));
Sentry.close(2000);
