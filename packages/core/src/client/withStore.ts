import { peek } from '../base/guards';
import type { End } from '../transport/parcel';
import { type Claim, type Soon, type StoreSettings, soon } from '../transport/store';
import { categoryOf, serializeEnvelope } from '../wire/envelope';
import type { Envelope, EnvelopeHeaders, EnvelopeItem } from '../wire/envelopeTypes';
import type { Core } from './core';
import type { Entry } from './ledger';
import type { Extension } from './platform';
import { type Claims, loseStored, startReplay } from './startReplay';

type Items = Parameters<End<Entry>>[0];

const isError = (item: EnvelopeItem | undefined) => !!item && categoryOf(item[0].type) === 'error';

/** 0, 1 for errors, 2 for fatal ones. */
function worthOf(item: EnvelopeItem): number {
  return !isError(item) ? 0 : peek(item[1], 'level') === 'fatal' ? 2 : 1;
}

/** A file that is read when its event leaves: until then its item is empty. */
const isHere = ([headers, payload]: EnvelopeItem) => payload !== '' || !headers.length;

/** The items that can be written now, files included; of a file that cannot be read no more, its item ends here. */
function readable(core: Core, items: Items, end: End<Entry>): Items {
  core.platform.files?.readNow(
    items.map(([item]) => item),
    failed => {
      end(
        items.filter(([item]) => item === failed),
        'internal_error',
      );
      items = items.filter(([item]) => item !== failed);
    },
  );
  return items;
}

/**
 * Lets the envelopes of a client outlive its process. What the store holds ends as `spooled`: what the end of the process leaves
 * unsent (it is settled with that status, and what cannot be kept becomes `network_error`), and, as `when` says, errors that the
 * queue or the tries could not hold. `open` touches nothing before it is used; undefined where nothing is to be kept. `lost` tells the
 * server of what the store had to give up. What is stored passed the gate: scrubbed, within the byte budget.
 */
export function withStore(open: (core: Core, lost: (body: string | Uint8Array) => void) => StoreSettings | undefined): Extension {
  return core => {
    const { delivery } = core;
    if (!delivery) return;
    const settings = open(core, body => loseStored(core, body));
    const claims: Claims = new WeakMap();
    const headersOf = new WeakMap<EnvelopeItem, EnvelopeHeaders>();
    const replay = settings && startReplay(core, settings, claims);
    let latest: Envelope | undefined;
    let ended: EnvelopeItem | undefined;

    core.client.on('beforeEnvelope', (envelope: Envelope) => {
      latest = envelope;
      const [headers, [first]] = envelope;
      if (first) headersOf.set(first, headers);
    });
    function put(items: EnvelopeItem[]): Soon<Claim | undefined> {
      const [first] = items;
      const headers = first && headersOf.get(first);
      if (!settings || !headers) return undefined;
      return settings.store.put({ at: core.now(), body: serializeEnvelope([headers, items]) }, worthOf(first));
    }
    /** After whoever listens for envelopes had its say. */
    function keepLatest(): void {
      const items = latest?.[1] ?? [];
      const [first] = items;
      // it may have ended within its own capture
      if (settings?.when === 'always' && first && first !== ended && isError(first)) claims.set(first, put(items.filter(isHere)));
      latest = undefined;
    }
    const isForStore = (first: EnvelopeItem | undefined, status: string) =>
      status === 'spooled' || (settings?.when !== 'exit' && isError(first) && /^(network_error|queue_overflow)$/.test(status));

    core.delivery = {
      ...delivery,
      sendEvent(...args) {
        delivery.sendEvent(...args);
        keepLatest();
      },
      sendEnvelope(envelope, isReplay) {
        delivery.sendEnvelope(envelope, isReplay);
        if (!isReplay) keepLatest();
      },
      end(items, status, ...rest) {
        const first = items[0]?.[0];
        const claim = first && claims.get(first);
        const isLost = /^(spooled|network_error|queue_overflow)$/.test(status);
        ended = first;
        const finish = (isKept: boolean | undefined) => {
          delivery.end(items, isKept ? 'spooled' : status === 'spooled' ? 'network_error' : status, ...rest);
          replay?.ended(first, !!isKept);
        };
        if (claim) {
          claims.delete(first);
          soon(claim, mine => {
            if (isLost) return soon(mine?.release() ?? false, finish);
            mine?.remove();
            finish(false);
          });
        } else if (isForStore(first, status)) {
          items = readable(core, items, delivery.end);
          soon(put(items.map(([item]) => item)), mine => soon(mine?.release() ?? false, finish));
        } else finish(false);
      },
    };
  };
}
