import { type Client, type Extension, httpOutcome, safely, stopAll, type Unsent } from '@vigil/core';
import { listen } from '../owners/listen';
import type { PageTransport } from './makeFetchTransport';
import { withoutToJson } from './withoutToJson';

type Core = Parameters<Extension>[0];

/** Where an envelope goes that leaves by another DSN than the first. */
export interface Detour {
  url: string;
  address(body: string | Uint8Array): string | Uint8Array;
}

/** Sends one envelope so that it arrives though the page may be gone with this turn. */
function sendLast(core: Core, transport: PageTransport, unsent: Unsent, detour: Detour | undefined, isGone: () => boolean): void {
  const { parcel } = unsent;
  const flight = transport.flightOf(parcel.items[0]?.[0]);
  const keep = () => {
    if (core.client.getOptions().consent === 'denied') unsent.settle('filtered', undefined, undefined, 'consent');
    else if (transport.extension) unsent.settle('spooled');
    else core.delivery?.requeue({ ...parcel, taken: false });
  };
  const answered = (status: number | undefined) => {
    const outcome = httpOutcome(status);
    if (outcome !== 'network_error') unsent.settle(outcome, status);
    // A page that goes is told of the failure of requests that outlive it (seen in Chromium 138), and runs long enough to send them twice. In
    // one that stays or came back what got no answer waits as before.
    else if (!isGone()) {
      parcel.attempts++;
      keep();
    }
  };
  if (flight) {
    // this try was counted when it began
    parcel.attempts--;
    void flight.status.then(answered);
    // one that ends with the page goes on while there is one
    if (flight.lasts || !isGone()) return;
  }
  if (globalThis.navigator?.onLine === false || (parcel.attempts && transport.extension)) {
    // it failed before, and there is where to keep it
    keep();
  } else {
    const body = detour?.address(unsent.body) ?? unsent.body;
    const leaving = transport.leave(body, detour?.url);
    if (leaving === true) unsent.settle('sent');
    else if (leaving) void leaving.then(answered);
    else keep();
  }
}

/**
 * When the page is hidden or left, what is unsent leaves at once: by requests that outlive the page, else by beacons, else it is stored
 * where there is a store (`makeBrowserOfflineTransport`), else it waits for the page to come back. What is under way is left alone, but for
 * requests that end with a page that is gone: their envelopes leave once more. `sent` is what was answered, and what
 * the browser accepted as a beacon; an answer that a page did not live to see is in nobody's books. `detourOf`: where what leaves goes
 * now, if not to the first DSN. For the transport of this package: any other is left alone.
 */
export function withPageEnd(detourOf?: (client: Client) => Detour | undefined): Extension {
  return core => {
    const { client } = core;
    const transport = core.transport as PageTransport | undefined;
    if (!transport?.leave) return;
    let isGone = false;
    const leave = (event: Event) =>
      void safely(() => {
        if (isGone) return;
        if (event.type === 'pagehide') isGone = (event as PageTransitionEvent).persisted === false;
        // What was begun last comes first: room is scarce, and of requests that end with the page the first have most likely arrived.
        const unsent = withoutToJson(() => client.takeUnsent()).reverse();
        const detour = unsent[0] && detourOf?.(client);
        for (const each of unsent) sendLast(core, transport, each, detour, () => isGone);
      });
    const hide = (event: Event) => document.visibilityState === 'hidden' && leave(event);
    // not in the capture phase, in which sessions are told of their end
    client.onClose(stopAll([listen(globalThis, 'pagehide', leave), listen(globalThis.document, 'visibilitychange', hide, true)]));
  };
}
