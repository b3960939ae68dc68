import { BrowserClient, defaultStackParser, getDefaultIntegrations, makeFetchTransport, Scope } from '@sentry/browser';

// as an extension or a widget does it: nothing global
const integrations = getDefaultIntegrations({}).filter(
  ({ name }) => !['BrowserApiErrors', 'Breadcrumbs', 'GlobalHandlers', 'BrowserSession'].includes(name),
);
const client = new BrowserClient({ dsn: DSN, transport: makeFetchTransport, stackParser: defaultStackParser, integrations });
const scope = new Scope();
scope.setClient(client);
client.init();
scope.setTag('widget', 'chat');
scope.captureException(new Error('widget failed'));
done(client.flush(2000));
