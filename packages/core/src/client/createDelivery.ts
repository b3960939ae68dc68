import { safely } from '../base/safely';
import type { Gated } from '../safe/gate';
import { utf8Length } from '../safe/utf8Length';
import { dscOf, type PropagationContext } from '../trace/propagation';
import { createQueue } from '../transport/createQueue';
import type { Parcel } from '../transport/parcel';
import { post } from '../transport/post';
import { withRateLimits } from '../transport/withRateLimits';
import { withRetry } from '../transport/withRetry';
import { clientReportEnvelope } from '../wire/clientReport';
import { type DsnComponents, formatDsn } from '../wire/dsn';
import { attachmentItem, categoryOf, eventEnvelope, serializeEnvelope } from '../wire/envelope';
import type { Envelope, EnvelopeItem, Transport, TransportResponse } from '../wire/envelopeTypes';
import type { Attachment } from '../wire/event';
import { keepJson } from '../wire/keptJson';
import type { Unsent } from './clientTypes';
import type { Core } from './core';
import { bump, type Entry } from './ledger';
import type { OutcomeStatus } from './outcomeTypes';

export interface Delivery {
  sendEvent(gated: Gated, entry: Entry, attachments: Attachment[], propagation?: PropagationContext): void;
  sendEnvelope(envelope: Envelope): void;
  replay(envelope: Envelope): void;
  /** Something was lost: told to the server within a minute, unless it is known to take no reports. */
  addLoss(reason: string, category: string): void;
  sendReports(): void;
  takeUnsent(): Unsent[];
  /** In the queue and under way, by estimate: neither envelope headers nor, in reports, payloads are measured. */
  queueBytes(): number;
}

// All attachments of an event together; a server's own limit is ten times that (protocol 4).
const MAX_ATTACHMENT_BYTES = 20 * 1024 * 1024;
const REPORT_EVERY_MS = 60_000;

/** The queue drops the least valuable first: these in their order, then errors, then fatal ones. */
const CHEAP = ['internal', 'log_item', 'trace_metric', 'span', 'transaction', 'session'];

const bytesOf = (body: string | Uint8Array) => (typeof body === 'string' ? utf8Length(body) : body.length);

function statusOf(answer: TransportResponse | undefined): OutcomeStatus {
  const code = answer ? (answer.statusCode ?? 200) : 0;
  if (code >= 200 && code < 300) return 'sent';
  if (code === 0 || code === 408 || code >= 500) return 'network_error';
  return code === 429 ? 'rate_limited' : code === 413 ? 'too_large' : 'refused';
}

/** Stage 16: envelopes through queue, limits and retry to the transport, and what became of each item to the ledger. */
export function createDelivery(core: Core, dsn: DsnComponents, transport: Transport): Delivery {
  const { client, ledger, now, options, platform, stats } = core;
  const { maxBytes = -1 } = options.queue ?? {};
  const entries = new WeakMap<EnvelopeItem, Entry>();
  const tunnelled = options.tunnel ? formatDsn(dsn) : undefined;
  const takesReports = options.sendClientReports !== false && [undefined, 'sentry'].includes(options.backend);
  let losses: Record<string, number> = {};
  let stopTimer: (() => void) | undefined;

  const settle = (item: EnvelopeItem, status: OutcomeStatus, httpStatus?: number) => {
    const entry = entries.get(item);
    if (entry) ledger.settle(entry, status, undefined, httpStatus);
  };
  const settleAll = ({ envelope }: Parcel, status: OutcomeStatus, httpStatus?: number) => {
    for (const item of envelope[1]) settle(item, status, httpStatus);
  };
  const limited = withRateLimits(post(transport, now), now, settle);
  const queue = createQueue(withRetry(limited, options.retry, { ...core, onRetry: () => stats.retries++ }), {
    maxBytes: maxBytes >= 0 ? maxBytes : (platform.server ? 32 : 1) * 1024 * 1024,
    onAnswer: (parcel, answer) => settleAll(parcel, statusOf(answer), answer?.statusCode),
    onOverflow: parcel => settleAll(parcel, 'queue_overflow'),
  });

  function add(envelope: Envelope, bytes: number, isFatal = false, isReplay = false): void {
    client.emit('beforeEnvelope', envelope);
    const at = CHEAP.indexOf(categoryOf(envelope[1][0]?.[0].type ?? ''));
    const value = at < 0 ? CHEAP.length + Number(isFatal) : at;
    const parcel: Parcel = { envelope, bytes, value, retry: value > 3, since: now(), attempts: 0 };
    for (const item of envelope[1]) {
      const { type } = item[0];
      const category = categoryOf(type);
      if (isReplay) {
        bump(stats.replayed, category);
        continue;
      }
      const entry = entries.get(item) ?? ledger.open(type === 'client_report' ? '' : category);
      entry.parcel = parcel;
      entries.set(item, entry);
    }
    queue.add(parcel);
  }

  function sendReports(): void {
    stopTimer?.();
    stopTimer = undefined;
    const counts = Object.entries(losses);
    losses = {};
    if (counts.length) add(clientReportEnvelope(counts, tunnelled, now() / 1000), 200);
  }

  return {
    sendReports,
    sendEvent({ event, json }, entry, attachments, propagation) {
      keepJson(event, json);
      const trace = propagation && dscOf(propagation, client.identity);
      const envelope = eventEnvelope(event, { dsn: tunnelled, sdk: client.sdk, trace, sentAt: new Date(now()).toISOString() });
      const items = envelope[1];
      entries.set(items[0]!, entry);
      let attached = 0;
      for (const each of attachments) {
        const item = safely(() => attachmentItem(each));
        const sum = attached + (item?.[0].length ?? 0);
        if (!item) client.lose('internal_error', 'attachment');
        else if (sum > MAX_ATTACHMENT_BYTES) client.lose('too_large', 'attachment');
        else {
          attached = sum;
          items.push(item);
        }
      }
      add(envelope, json.length + attached, event.level === 'fatal');
    },
    sendEnvelope: envelope => add(envelope, bytesOf(serializeEnvelope(envelope))),
    replay: envelope => add(envelope, bytesOf(serializeEnvelope(envelope)), false, true),
    addLoss(reason, category) {
      if (!takesReports) return;
      bump(losses, `${reason}:${category}`);
      stopTimer ??= core.timer(sendReports, REPORT_EVERY_MS);
    },
    takeUnsent: () =>
      queue.take().map(parcel => {
        parcel.envelope[0].sent_at = new Date(now()).toISOString();
        const body = serializeEnvelope(parcel.envelope);
        return {
          body,
          bytes: bytesOf(body),
          settle(status, httpStatus) {
            parcel.attempts++;
            settleAll(parcel, status, httpStatus);
          },
        };
      }),
    queueBytes: queue.bytes,
  };
}
