import { safely } from '../base/safely';
import type { Gated } from '../safe/gate';
import { normalize } from '../safe/normalize';
import { dscOf, type PropagationContext } from '../trace/propagation';
import { createQueue } from '../transport/createQueue';
import { createSender } from '../transport/createSender';
import type { End, Parcel } from '../transport/parcel';
import type { SerializedCheckIn } from '../wire/checkIn';
import { type ClientReport, clientReportEnvelope } from '../wire/clientReport';
import { type DsnComponents, formatDsn } from '../wire/dsn';
import { attachmentItem, categoryOf, eventEnvelope, serializeEnvelope } from '../wire/envelope';
import type { Envelope, EnvelopeItem } from '../wire/envelopeTypes';
import type { Attachment } from '../wire/event';
import { keepJson } from '../wire/keptJson';
import type { Unsent } from './clientTypes';
import type { Core } from './core';
import { bump, type Entry } from './ledger';
import { reasonOf } from './lossReasons';

export interface Delivery {
  sendEvent(gated: Gated, entry: Entry, attachments: Attachment[], propagation?: PropagationContext): void;
  /** A replayed one was captured by an earlier process. */
  sendEnvelope(envelope: Envelope, isReplay?: boolean): void;
  /** Something was lost: told to the server within a minute, unless it is known to take no reports. */
  addLoss(reason: string, category: string, quantity?: number): void;
  sendReports(): void;
  takeUnsent(): Unsent[];
  /** How items end. An extension that keeps what would be lost wraps it. */
  end: End<Entry>;
  /** In the queue and under way, by estimate: neither envelope headers nor, in reports, payloads are measured. */
  queueBytes(): number;
  /** Takes one that `takeUnsent` gave out back; to be a copy that is not `taken`. */
  requeue(parcel: Parcel<Entry>): void;
  /** For a sender in place of `core.send`: what is done at each of its tries. */
  onTry(parcel: Parcel<Entry>): Promise<unknown> | undefined;
}

const MIB = 1_048_576;

/** The queue drops the least valuable first: these in their order, then errors, then fatal ones. */
const CHEAP = ['internal', 'log_item', 'trace_metric', 'span', 'transaction', 'session'];

/** Stage 16: envelopes through queue, limits and retry to the transport, and what became of each item to the ledger. */
export function createDelivery(core: Core, dsn: DsnComponents): Delivery {
  const { client, ledger, now, options, platform, stats } = core;
  const { maxBytes = -1 } = options.queue ?? {};
  const tunnelled = options.tunnel ? formatDsn(dsn) : undefined;
  const takesReports = options.sendClientReports !== false && (options.backend ?? 'sentry') === 'sentry';
  let losses: Record<string, number> = {};
  let stopTimer: (() => void) | undefined;

  // whoever wraps the delivery has a say in how things end
  const end: End<Entry> = (...args) => core.delivery?.end(...args);
  const settle: End<Entry> = (items, status, httpStatus, by) => {
    for (const [[{ type }, payload], entry] of items) {
      const { category, status: before, quantity } = entry.outcome;
      ledger.settle(entry, status, by, httpStatus);
      // one that an earlier process captured is not in our books: the server alone is told
      const reason = !category && before === 'pending' && reasonOf(entry.outcome);
      if (reason && type !== 'client_report') addLoss(reason, categoryOf(type), quantity);
      // what a report was to say that had to make way, the next one says
      if (type === 'client_report' && status === 'queue_overflow')
        safely(() => {
          for (const lost of (payload as ClientReport).discarded_events) addLoss(lost.reason, lost.category, lost.quantity);
        });
    }
  };
  const { files } = platform;
  const itemsOf = ({ items }: Parcel<Entry>) => items.map(([item]) => item);
  const unreadable = (parcel: Parcel<Entry>) => (item: EnvelopeItem) =>
    end(parcel.items.splice(itemsOf(parcel).indexOf(item), 1), 'internal_error');
  const onTry = (parcel: Parcel<Entry>) => {
    if (parcel.attempts > 1) stats.retries++;
    for (const [, entry] of parcel.items) entry.outcome.attempts = parcel.attempts;
    // a file is never alone
    return parcel.items[1] && files?.read(itemsOf(parcel), unreadable(parcel));
  };
  core.send = createSender(core.transport!, options.retry, core, end, onTry);
  const queue = createQueue(
    parcel => core.send!(parcel),
    maxBytes >= 0 ? maxBytes : (platform.server ? 32 : 1) * MIB,
    end,
    platform.reviver?.(now),
  );

  function add(envelope: Envelope, bytes: number, isReplay?: boolean, first?: Entry, isFatal = false): void {
    client.emit('beforeEnvelope', envelope);
    const [headers, items] = envelope;
    const cheap = CHEAP.indexOf(categoryOf(items[0]?.[0].type ?? ''));
    const value = cheap < 0 ? CHEAP.length + +isFatal : cheap;
    const parcel: Parcel<Entry> = { headers, items: [], bytes, value, retry: value > 3, since: now(), attempts: 0 };
    parcel.items = items.map((item, at) => {
      const { type, item_count } = item[0];
      const category = categoryOf(type);
      const id = (item[1] as Partial<SerializedCheckIn> | undefined)?.check_in_id;
      const entry = (!at && first) || ledger.open(isReplay || category === 'internal' ? '' : category, id, item_count);
      if (isReplay) bump(stats.replayed, category, entry.outcome.quantity);
      return [item, entry];
    });
    queue.add(parcel);
  }

  function addLoss(reason: string, category: string, quantity?: number): void {
    if (!takesReports) return;
    bump(losses, `${reason}:${category}`, quantity);
    stopTimer ??= core.timer(sendReports, 60_000);
  }

  function sendReports(): void {
    // whoever counts has its say too
    client.emit('report');
    stopTimer?.();
    stopTimer = undefined;
    const counts = Object.entries(losses);
    losses = {};
    if (counts.length) add(clientReportEnvelope(counts, tunnelled, now() / 1000), 200);
  }

  return {
    end: settle,
    sendReports,
    sendEvent({ event, json }, entry, attachments, propagation) {
      keepJson(event, json);
      const trace = propagation && dscOf(propagation, client.identity);
      const envelope = eventEnvelope(event, { dsn: tunnelled, sdk: client.sdk, trace, sentAt: '' });
      // all attachments of an event together; a server's own limit is ten times that (protocol 4)
      let left = 20 * MIB;
      for (const each of attachments) {
        const item = safely(() => {
          const { data, path } = each;
          if (data === undefined && path) return files!.add(attachmentItem({ ...each, data: '' }), path);
          const isPlain = typeof data === 'string' || data instanceof Uint8Array;
          return attachmentItem({ ...each, data: isPlain ? data : (normalize(data, { maxBytes: left }) as string) });
        });
        const length = item?.[0].length ?? 0;
        if (item && length <= left) {
          left -= length;
          envelope[1].push(item);
        } else client.lose(item ? 'too_large' : 'internal_error', 'attachment');
      }
      add(envelope, json.length + 20 * MIB - left, false, entry, event.level === 'fatal');
    },
    sendEnvelope: (envelope, isReplay) => add(envelope, serializeEnvelope(envelope).length, isReplay),
    addLoss,
    takeUnsent: () =>
      queue.take().map(parcel => {
        files?.readNow(itemsOf(parcel), unreadable(parcel));
        const { headers, items } = parcel;
        headers.sent_at = new Date(now()).toISOString();
        return {
          parcel,
          body: serializeEnvelope([headers, itemsOf(parcel)]),
          settle(status, httpStatus, _dsnIndex, by) {
            for (const [, entry] of items) entry.outcome.attempts = parcel.attempts + 1;
            end(items, status, httpStatus, by);
          },
        };
      }),
    queueBytes: queue.bytes,
    requeue: queue.add,
    onTry,
  };
}
