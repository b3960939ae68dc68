import { carrier } from '../base/carrier';
import type { EventHint } from '../client/hint';
import type { Integration } from '../client/integration';
import type { Event } from '../wire/event';
import { eventHash } from './eventHash';
import { createFingerprintRules, DEFAULT } from './fingerprintRules';

/**
 * Its hash is made when read. No getter of an object literal, and no weak map: V8 keeps what the one closes over until a full collection, and
 * some of what the other holds.
 */
class ProcessingMetadata {
  constructor(private readonly event: Event) {}

  get hash(): string {
    return eventHash(this.event);
  }
}

/**
 * How issues are made: `fingerprintRules`, `groupingDiscriminator`, messages by `parameterize` as template and values, and for `beforeSend`
 * `event.sdkProcessingMetadata.hash` (`eventHash`). Runs when no processor can change the event any more. On in `@vigil/node`.
 */
export function groupingIntegration(): Integration {
  return {
    name: 'Grouping',
    setup(client) {
      const { fingerprintRules, groupingDiscriminator: discriminator } = client.getOptions();
      const fingerprintOf = fingerprintRules && createFingerprintRules(fingerprintRules, client.warn);
      return client.on('group', (event: Event, hint: EventHint) => {
        if (event.type) return;
        const ruled = event.fingerprint?.length ? undefined : fingerprintOf?.(event);
        if (ruled) event.fingerprint = ruled;
        const entry = carrier().templates?.get(event.message ?? '');
        if (entry) {
          // one field of two names to servers (protocol 5.5)
          event.logentry = { ...entry };
          event.message = undefined;
        }
        const apart = typeof discriminator === 'function' ? discriminator(event, hint) : discriminator;
        const parts = event.fingerprint?.length ? event.fingerprint : ['{{ default }}'];
        if (apart && typeof apart === 'string' && parts.some(part => DEFAULT.test(part))) event.fingerprint = [...parts, apart];
        // for the hook, never sent. An event that is defined on costs every look at it more, so not for nobody
        if (client.getOptions().beforeSend)
          Object.defineProperty(event, 'sdkProcessingMetadata', { value: new ProcessingMetadata(event), writable: true });
      });
    },
  };
}
