import { peek } from '../base/guards';
import { safely } from '../base/safely';
import { categoryOf, serializeEnvelope } from '../wire/envelope';
import type { Core } from './core';
import { createRing, type Ring } from './createRing';
import type { Integration } from './integration';
import type { Consent } from './options';
import type { Extension } from './platform';

// api.md section 8
const MAX_ITEMS = 30;
const MAX_SIZE = 100_000;
const BY = 'consent';

const sizeOf = (data: unknown): number => (typeof data === 'string' || data instanceof Uint8Array ? data.length : 0);

/** What is captured goes on, waits or leaves, by the consent of the moment. Outermost: nothing below it may see what has none. */
function guardDelivery(core: Core, ring: Ring, consent: () => Consent): void {
  const { client, delivery, ledger, stages } = core;
  if (!delivery) return;
  const pass = (size: number, send: () => void, drop: () => void): void => {
    if (consent() === 'granted') send();
    else if (consent() === 'denied') drop();
    else ring.add({ size, send, drop });
  };
  core.stages = () => {
    const inner = stages();
    return { ...inner, screen: input => (consent() === 'denied' ? ['filtered', BY] : inner.screen(input)) };
  };
  core.delivery = {
    ...delivery,
    sendEvent(gated, entry, attachments, trace) {
      const size = attachments.reduce((sum, each) => sum + sizeOf(peek(each, 'data')), gated.json.length);
      pass(
        size,
        () => delivery.sendEvent(gated, entry, attachments, trace),
        () => {
          ledger.settle(entry, 'filtered', BY);
          client.lose('filtered', 'attachment', attachments.length, BY);
        },
      );
    },
    sendEnvelope(envelope, isReplay) {
      const drop = () => {
        // one of an earlier process is not in our books
        if (!isReplay) for (const [{ type, item_count }] of envelope[1]) client.lose('filtered', categoryOf(type), item_count, BY);
      };
      pass(consent() === 'pending' ? serializeEnvelope(envelope).length : 0, () => delivery.sendEnvelope(envelope, isReplay), drop);
    },
    addLoss: (...loss) => consent() === 'granted' && delivery.addLoss(...loss),
    sendReports: () => consent() === 'granted' && delivery.sendReports(),
    queueBytes: () => delivery.queueBytes() + ring.size(),
  };
}

/** The patches of integrations, those whose `setup` answered how to undo it: off together, and on again. */
function createSwitch({ client }: Core): { off(): void; on(): void } {
  const { onClose } = client;
  const stops = new Map<Integration, () => void>();
  let isOff = false;
  let torn: Integration[] = [];
  const undo = (integration: Integration) => {
    const stop = stops.get(integration);
    stops.delete(integration);
    if (stop) safely(stop);
  };
  client.onClose = (stop, integration) => {
    if (!integration) return onClose(stop);
    stops.set(integration, stop);
    if (isOff) {
      torn.push(integration);
      undo(integration);
    }
    onClose(() => undo(integration));
  };
  return {
    off() {
      isOff = true;
      torn = [...stops.keys()];
      for (const integration of [...torn].reverse()) undo(integration);
    },
    on() {
      isOff = false;
      const again = torn;
      torn = [];
      for (const integration of again) {
        const stop = safely(() => integration.setup?.(client));
        if (typeof stop === 'function') stops.set(integration, stop);
      }
      for (const integration of again) safely(() => integration.afterAllSetup?.(client));
    },
  };
}

/**
 * `consent` and `setConsent` (api.md section 8). `pending`: what is captured waits in memory, 30 items or 100 KB, oldest out; nothing is
 * sent and nothing is stored. `denied`: what waits and what is unsent is dropped, integrations undo what they patched, captures end
 * `filtered` by `consent`. `granted`: what waited is sent in its order, integrations patch again. What is no state counts as `pending`.
 *
 * Tells of each change by the hook `consent`, for who stores or shows things by another way; `getOptions().consent` is the state of now.
 * `flush` does not wait for a decision: it answers false at once while anything waits. To be the last of a platform's extensions.
 */
export const withConsent: Extension = core => {
  const { client, delivery, options } = core;
  if (!delivery) return;
  const ring = createRing(MAX_ITEMS, MAX_SIZE);
  const patches = createSwitch(core);
  const { drain } = client;
  let state: Consent = 'granted';
  let closed = false;
  // what a client does without all this: it is off
  client.setConsent(state);

  guardDelivery(core, ring, () => state);
  client.drain = timeout => (ring.isEmpty ? drain(timeout) : Promise.resolve(false));
  client.onClose(() => {
    closed = true;
    ring.end('drop');
  });
  client.setConsent = given => {
    const known = given === 'granted' || given === 'pending' || given === 'denied';
    if (!known) client.warn('V067', 'consent', String(safely(() => JSON.stringify(given))));
    const next = known ? given : 'pending';
    options.consent = next;
    if (closed || next === state) return;
    // what it tells was known with consent, and no timer of it is left behind
    if (state === 'granted') core.delivery?.sendReports();
    const before = state;
    state = next;
    client.emit('consent', state);
    if (state === 'denied') {
      ring.end('drop');
      for (const unsent of delivery.takeUnsent()) unsent.settle('filtered', undefined, undefined, BY);
      patches.off();
      // what was counted and not told yet
      client.emit('report');
    }
    if (before === 'denied') patches.on();
    if (state === 'granted') ring.end('send');
  };
  if (options.consent !== undefined) client.setConsent(options.consent);
};
