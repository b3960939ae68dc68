import { lastOf } from '../base/lists';
import { hubOf } from '../client/hubOf';
import type { Integration } from '../client/integration';
import { exceptionsOf } from '../scope/exceptionsOf';
import type { Event } from '../wire/event';

function titleOf(event: Event): string | undefined {
  const { type, value } = lastOf(exceptionsOf(event)) ?? {};
  const message = event.message ?? event.logentry?.formatted ?? event.logentry?.message;
  return message ?? ([type, value].filter(Boolean).join(': ') || event.transaction);
}

/**
 * A breadcrumb (`sentry.event`, protocol 5.7) of each event that leaves, in the context it was captured in: later events of the same request
 * or job name those before. Off by default: every later event grows by it, and server SDKs have none.
 */
export function eventBreadcrumbsIntegration(): Integration {
  return {
    name: 'EventBreadcrumbs',
    setup(client) {
      return client.on('beforeSendEvent', (event: Event) => {
        const category = `sentry.${event.type ?? 'event'}`;
        const { event_id = '', level = 'info' } = event;
        hubOf(client).addBreadcrumb({ category, event_id, level, message: titleOf(event) ?? event_id }, { event });
      });
    },
  };
}
