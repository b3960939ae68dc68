import { hasOwn } from '../base/lists';
import { gate } from '../safe/gate';
import type { Event } from '../wire/event';
import type { Core } from './core';
import type { EventHint } from './hint';
import type { Outcome } from './outcomeTypes';
import type { Extension } from './platform';

/** What makes a hook of Sentry's heard, once somebody listens. */
const STARTS: Record<string, (core: Core) => void> = {
  preprocessEvent({ client, processors }) {
    const run = (event: Event, hint: EventHint) => {
      client.emit('preprocessEvent', event, hint);
      return event;
    };
    processors.unshift({ by: 'preprocessEvent', run });
  },
  postprocessEvent({ client }) {
    client.on('group', (event: Event, hint: EventHint) => client.emit('postprocessEvent', event, hint));
  },
  beforeAddBreadcrumb({ client }) {
    const { filterBreadcrumb } = client;
    client.filterBreadcrumb = (given, hint) => {
      const crumb = filterBreadcrumb(given, hint);
      if (crumb) client.emit('beforeAddBreadcrumb', crumb, hint);
      return crumb;
    };
  },
  /** What a listener changes goes through the gate again. */
  beforeSendEvent({ client, delivery }) {
    if (!delivery) return;
    const { sendEvent } = delivery;
    delivery.sendEvent = (gated, ...rest) => {
      // the notes of the first time would be taken for data
      const { _meta, ...changed } = gated.event as Event & { _meta?: unknown };
      sendEvent(JSON.stringify(gated.event) === gated.json ? gated : gate(changed, client.scrubRules), ...rest);
    };
  },
  afterSendEvent({ client }) {
    const sent = new Map<string | undefined, Event>();
    client.on('beforeSendEvent', (event: Event) => void sent.set(event.event_id, event));
    client.onOutcome(({ eventId, httpStatus }: Outcome) => {
      const event = sent.get(eventId);
      if (event && sent.delete(eventId)) client.emit('afterSendEvent', event, { statusCode: httpStatus });
    });
  },
};

/** Hooks of Sentry's client that have another name here, or none: `client.on` hears them. None costs anything without a listener. */
export const withSentryHooks: Extension = core => {
  const { client } = core;
  const { on } = client;
  const started = new Set<string>();
  client.on = (name: string, callback: Parameters<typeof on>[1]) => {
    if (!started.has(name) && hasOwn(STARTS, name)) {
      started.add(name);
      STARTS[name]?.(core);
    }
    return on(name, callback);
  };
};
