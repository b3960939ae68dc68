import type { Event, NodeOptions } from '@sentry/node';
import * as Sentry from '@sentry/node';

type Integration = Extract<NonNullable<NodeOptions['integrations']>, unknown[]>[number];

const deployIntegration = (region: string): Integration => ({
  name: 'Deploy',
  setup(client) {
    console.log('set up', typeof client.getOptions());
  },
  processEvent(event: Event) {
    return { ...event, tags: { ...event.tags, region } };
  },
});

const client = Sentry.init({ dsn: process.env.SENTRY_DSN, integrations: [deployIntegration('eu')] });
Sentry.addIntegration({ name: 'Late', setupOnce: () => console.log('late'), preprocessEvent: event => void (event.logger = 'late') });
console.log(client?.getIntegrationByName('Deploy')?.name, client?.getIntegrationByName('Nothing'));
Sentry.captureMessage('tagged');
await Sentry.flush(2000);
