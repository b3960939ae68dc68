import { isObject } from '../base/guards';
import { gate } from '../safe/gate';
import { copyOf, listOf } from '../scope/copyOf';
import { categoryOf } from '../wire/envelope';
import type { Client } from './clientTypes';
import type { EventHint } from './hint';
import { hubOf } from './hubOf';
import type { Extension } from './platform';

/** What code written against Sentry's clients calls beside the methods of ours. */
export interface SentryClient extends Client {
  /** Nothing is left to do: a client is ready when it is made. For code that calls it. */
  init(): void;
  getSdkMetadata(): { sdk: Client['sdk'] };
}

/**
 * Methods as Sentry's client has them: `sendEvent` sends as is, by no hook and into no scope; the scrubber runs all the same. And what many
 * switch it off and on by: `getOptions().enabled`.
 */
export const withSentryClient: Extension = core => {
  const client = core.client as SentryClient;
  let { enabled } = core.options;
  Object.defineProperty(core.options, 'enabled', {
    enumerable: true,
    configurable: true,
    get: () => enabled,
    set(isOn: boolean | undefined) {
      enabled = isOn;
      client.setEnabled(isOn !== false);
    },
  });
  client.init = () => {};
  client.getSdkMetadata = () => ({ sdk: client.sdk });
  client.sendEvent = (given, more) => {
    const event = copyOf(given);
    const hint: EventHint = isObject(more) ? more : {};
    // nobody may send, or nobody has agreed yet: as any capture
    if (!event || !client.isEnabled()) return void client.captureEvent(given, hint);
    const { event_id: id = core.uuid() } = event;
    const { environment, release } = core.options;
    const ready = {
      platform: core.platform.name,
      environment,
      release,
      sdk: client.sdk,
      timestamp: core.now() / 1000,
      ...event,
      event_id: id,
    };
    const gated = gate(ready as typeof event, client.scrubRules);
    client.emit('beforeSendEvent', gated.event, hint);
    const propagation = hubOf(client).getScope().getPropagationContext();
    core.delivery?.sendEvent(gated, core.ledger.open(categoryOf(event.type ?? 'event'), id), listOf(hint.attachments), propagation);
  };
};
