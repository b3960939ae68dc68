import { safely } from '../base/safely';
import type { Core } from '../client/core';
import type { Delivery } from '../client/createDelivery';
import type { Entry } from '../client/ledger';
import { type DsnComponents, envelopeUrl, formatDsn, nameOfDsn } from '../wire/dsn';
import { dsnsOf } from '../wire/dsnsOf';
import type { EnvelopeHeaders, Transport } from '../wire/envelopeTypes';
import { firstTypeOf, readdress, readdressBody } from '../wire/readdress';
import { createCircuit } from './createCircuit';
import { createRoute, type Route } from './createRoute';
import { createRoutedSender, type RoutedSender } from './createRoutedSender';
import { createSender } from './createSender';
import { isLimited } from './isLimited';
import type { End, Parcel } from './parcel';
import { warnOfRefusals } from './warnOfRefusals';

/** One entry of `dsn`, and how what is sent there must look. */
export interface DsnRoute {
  dsn: DsnComponents;
  /** Which entry of `dsn`; undefined where that is no list. */
  index: number | undefined;
  /** It failed five times in a row and has not answered since. */
  isDown(): boolean;
  /** A limit that this server told stops items of this type. */
  isLimited(type: string): boolean;
  /** A serialised envelope with the headers that this DSN wants. */
  address(body: string | Uint8Array): string | Uint8Array;
  /** False for a serialised envelope of a type that this DSN refused once. */
  takes(body: string | Uint8Array): boolean;
}

/** What servers of other makes do not know (protocol 3). */
const SENTRY_ONLY = ['session', 'sessions', 'client_report', 'span'];

/** The usable entries of `dsn`, in order, no two for the same place. */
function placesOf(given: string | string[] | undefined): Array<{ dsn: DsnComponents; index: number | undefined }> {
  const seen = new Set<string>();
  return dsnsOf(given).flatMap((dsn, at) => {
    const name = dsn && formatDsn(dsn);
    if (!name || seen.has(name)) return [];
    seen.add(name);
    return { dsn, index: Array.isArray(given) ? at : undefined };
  });
}

/** The transport of each DSN: the client's own for the first. One that cannot be made is warned of and left out. */
function transportFor(core: Core, dsn: DsnComponents, key: string): Transport | undefined {
  const { client, options, platform } = core;
  const { recordDroppedEvent, warn, sdk } = client;
  const url = envelopeUrl(dsn, `${sdk.name}/${sdk.version}`, options.tunnel);
  const create = options.transport ?? platform.transport;
  return safely(
    () => create?.({ ...options.transportOptions, url, recordDroppedEvent, warn }),
    error => void warn('V006', key, String(error)) as never,
  );
}

interface Routes extends RoutedSender<Entry> {
  list: Array<Route<Entry> & DsnRoute & { transport: Transport }>;
}

const mark = (entry: Entry, index: number | undefined) => {
  if (index !== undefined) entry.outcome.dsnIndex = index;
};

function openRoutes(core: Core, delivery: Delivery, transport: Transport): Routes {
  const { client, options } = core;
  // what an extension makes of an end it makes of ours too
  const end: End<Entry> = (...how) => core.delivery?.end(...how);
  const places = placesOf(options.dsn);
  const own = places.map(({ dsn }) => dsn);
  // one try each: the routes decide about the next
  const once = { maxAttempts: Infinity, maxAgeMs: -Infinity };
  const isForeign = (options.backend ?? 'sentry') !== 'sentry';
  const list: Routes['list'] = [];

  places.forEach(({ dsn, index }, at) => {
    const name = nameOfDsn(dsn);
    const to = at ? transportFor(core, dsn, `transport of dsn[${index}]`) : transport;
    if (!to) return;
    const off = new Set(isForeign ? SENTRY_ONLY : []);
    const address = (headers: EnvelopeHeaders) => readdress(headers, dsn, own, !!options.tunnel);
    const circuit = createCircuit(core.now, (isOpen, why) => {
      // OpenSSL's reasons end with a line's end
      if (isOpen) client.warn('V051', name, why?.trim());
      client.debug(`${name} ${isOpen ? 'does not answer' : 'answers again'}`);
      if (!isOpen) sender.wake();
    });
    const route = createRoute<Entry>({
      transport: to,
      circuit,
      now: core.now,
      end,
      makeSend: single => createSender(single, once, core, end, delivery.onTry),
      address,
      off,
      onUnknownType: type => client.warn('V052', `${type} ${name}`),
    });
    list.push({
      ...route,
      transport: to,
      dsn,
      index,
      isDown: circuit.isOpen,
      isLimited: type => isLimited(core, route.send, type),
      address: body => readdressBody(body, address),
      takes: body => !off.has(firstTypeOf(body) ?? ''),
    });
  });
  const onAnswer = (parcel: Parcel<Entry>, route: Route<Entry>) => {
    const { index } = list.find(each => each.circuit === route.circuit) ?? {};
    for (const [, entry] of parcel.items) mark(entry, index);
  };
  const orderOf = ({ items: [first] }: Parcel<Entry>) => first?.[1].at ?? 0;
  const sender = createRoutedSender<Entry>(list, options.retry, core, onAnswer, orderOf);
  return { list, ...sender };
}

/**
 * Failover over the entries of `dsn`, the circuit of each, its own limits, and the item types it does not take (docs/delivery.md). With one
 * DSN: all of that but the failover, and nothing is made before the first send.
 */
export function withRoutes(core: Core): void {
  const { client, delivery, ledger, options, transport } = core;
  if (!delivery || !transport) return;
  let opened: Routes | undefined;
  let awaited = 0;
  const routes = () => {
    if (!opened) {
      opened = openRoutes(core, delivery, transport);
      // what was captured in the turn of a flush is sent after it
      opened.hurry(awaited);
    }
    return opened;
  };
  core.send = parcel => routes().send(parcel);
  client.routes = () => [...routes().list].sort((a, b) => Number(a.isDown()) - Number(b.isDown()));
  client.on('flush', (timeout?: number) => {
    // with a limit of time it waits for the next probe as anything does
    if (timeout! >= 0) return;
    // an item of no category takes a number, and no place in the books
    const now = ledger.open('');
    ledger.settle(now, 'sent');
    awaited = now.at;
    opened?.hurry(awaited);
  });
  if (Array.isArray(options.dsn)) core.transport = together(transport, routes().list);
  tellTaker(core);
  warnOfRefusals(client);
}

/** For whoever flushes: a buffer of any of them counts. */
function together(first: Transport, all: Array<{ transport: Transport }>): Transport {
  return {
    send: envelope => first.send(envelope),
    flush: async timeout => (await Promise.all(all.map(({ transport }) => transport.flush(timeout)))).every(Boolean),
  };
}

/** `Unsent.settle` says by its last argument which DSN took an envelope that left by another way. */
function tellTaker({ delivery, ledger }: Core): void {
  if (!delivery) return;
  const { settle } = ledger;
  const { takeUnsent } = delivery;
  let taker: number | undefined;
  ledger.settle = (entry, ...how) => {
    mark(entry, taker);
    settle(entry, ...how);
  };
  delivery.takeUnsent = () =>
    takeUnsent().map(unsent => ({
      ...unsent,
      settle(status, httpStatus, dsnIndex, by) {
        taker = dsnIndex;
        unsent.settle(status, httpStatus, undefined, by);
        taker = undefined;
      },
    }));
}
