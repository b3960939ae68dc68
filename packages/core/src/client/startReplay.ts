import { safely } from '../base/safely';
import { type Claim, type Soon, type StoredEnvelope, type StoreSettings, soon } from '../transport/store';
import { categoryOf } from '../wire/envelope';
import type { Envelope, EnvelopeItem } from '../wire/envelopeTypes';
import { parseEnvelope } from '../wire/parseEnvelope';
import type { Core } from './core';
import type { Consent } from './options';

/** Of envelopes under way, by their first item. */
export type Claims = WeakMap<EnvelopeItem, Soon<Claim | undefined>>;

export interface Replay {
  /** An envelope that begins with this item has ended. `isKept`: in the store, for another time. */
  ended(first: EnvelopeItem | undefined, isKept: boolean): void;
}

// The backlog of an outage leaves at this pace (256 KiB a second), from each of however many processes: the server has just come back.
const BATCH_BYTES = 262_144;
const PAUSE_MS = 1000;
/** After tries of what is stored that all failed, though other things are delivered: the server may take all but just these. */
const REST_MS = 60_000;
/** For a process that captures nothing more by which it could see that delivery works again. */
const EVERY_MS = 300_000;

/** Tells the server that a stored envelope is given up: it was there for too long, or had to make way. */
export function loseStored(core: Core, body: string | Uint8Array): void {
  for (const [{ type, item_count }] of parseEnvelope(body)?.[1] ?? []) {
    // a report is told of by none: what it told is lost with it
    if (type !== 'client_report') core.delivery?.addLoss('cache_overflow', categoryOf(type), item_count);
  }
}

/**
 * Sends what waits in the store, batch after batch until it is empty or none gets through: at the hook `takeStored`; when something was
 * delivered while more waits, a minute after a batch of which none got through; where `when` is more than `exit`, every five minutes.
 * After a failure the smallest batch goes first.
 */
export function startReplay(core: Core, { store, maxAgeMs, when }: StoreSettings, claims: Claims): Replay {
  const { client, now, timer } = core;
  const open = new Set<EnvelopeItem>();
  let isBusy = false;
  let isFailing = false;
  let isMoving = false;
  let mayWait = false;
  let isClosed = false;
  let restUntil = 0;
  let stopRest: (() => void) | undefined;
  let stop = when === 'exit' ? undefined : timer(sweep, 0);

  const consent = () => client.getOptions().consent ?? 'granted';

  function sweep(): void {
    take();
    stop = timer(sweep, EVERY_MS);
  }
  function take(): void {
    if (isBusy || isClosed || consent() !== 'granted') return;
    isBusy = true;
    soon(store.take(isFailing ? 1 : BATCH_BYTES), found => {
      isFailing = isMoving = false;
      mayWait = !!found[0];
      // all of them are open before the first can end
      for (const envelope of found.flatMap(accepted)) safely(() => core.delivery?.sendEnvelope(envelope, true));
      goOn();
    });
  }
  /** What lies here was left with consent; without it, it is not kept. */
  function erase(): void {
    soon(store.take(Infinity), found => {
      for (const each of found) each.remove();
    });
  }
  function accepted(stored: StoredEnvelope & Claim): Envelope[] {
    const { at, body } = stored;
    const envelope = parseEnvelope(body);
    const first = envelope?.[1][0];
    if (first && at >= now() - maxAgeMs) {
      open.add(first);
      claims.set(first, stored);
      return [envelope];
    }
    client.debug(`a stored envelope (${body.length} bytes) was too old or broken, dropped`);
    loseStored(core, body);
    stored.remove();
    return [];
  }
  function goOn(): void {
    if (open.size) return;
    // where none got through, the next delivery of anything tells when to try again
    isBusy = mayWait && (isMoving || !isFailing);
    if (isFailing && !isMoving) restUntil = now() + REST_MS;
    const next = () => {
      isBusy = false;
      take();
    };
    if (isBusy) timer(next, PAUSE_MS);
  }

  /** As soon as the rest is over; a clock that was set back must not make it longer. */
  function takeRested(): void {
    const left = restUntil - now();
    if (left <= 0 || left > REST_MS) take();
    else
      stopRest ??= timer(() => {
        stopRest = undefined;
        take();
      }, left);
  }

  client.on('takeStored', take);
  client.on('consent', (state: Consent) => (state === 'denied' ? erase() : take()));
  client.on('outcome', ({ status }: { status: string }) => mayWait && status === 'sent' && takeRested());
  client.onClose(() => {
    isClosed = true;
    stop?.();
    stopRest?.();
  });
  return {
    ended(first, isKept) {
      if (isKept) mayWait = isFailing = true;
      if (!open.delete(first as EnvelopeItem)) return;
      isMoving ||= !isKept;
      goOn();
    },
  };
}
