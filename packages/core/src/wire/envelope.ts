import { safely } from '../base/safely';
import { utf8Length } from '../base/utf8Length';
import { wellFormed } from '../base/wellFormed';
import type { DataCategory, Envelope, EnvelopeHeaders, EnvelopeItem } from './envelopeTypes';
import type { Attachment, Event, SdkInfo } from './event';
import { keptJson } from './keptJson';

// Item types whose data category has another name (protocol 6.3). No prototype: an item type may be any text.
const CATEGORIES: Record<string, string | null> = {
  __proto__: null,
  event: 'error',
  sessions: 'session',
  client_report: 'internal',
  user_report: 'default',
  profile_chunk: 'profile',
  replay_event: 'replay',
  replay_recording: 'replay',
  check_in: 'monitor',
  raw_security: 'security',
  log: 'log_item',
  metric: 'trace_metric',
};

/** What the rate limits and the client reports count an item of this type by. */
export function categoryOf(itemType: string): DataCategory {
  return CATEGORIES[itemType] ?? itemType;
}

export function createEnvelope(headers: EnvelopeHeaders, items: EnvelopeItem[] = []): Envelope {
  return [headers, items];
}

/** What goes over the wire as it is, and JSON on one line of everything else: `{}` for what has none. */
const raw = (value: unknown): string | Uint8Array =>
  typeof value === 'string' || value instanceof Uint8Array ? value : wellFormed(safely(() => JSON.stringify(value)) ?? '{}');
const encode = (part: string | Uint8Array) => (typeof part === 'string' ? new TextEncoder().encode(part) : part);

/**
 * The envelope as it goes over the wire (protocol 2.1): text when every payload is text or JSON, else bytes. `jsonOf` supplies JSON made
 * before (what was kept, unless told otherwise); where it has none the payload is stringified here. A payload without any JSON (a cycle,
 * a throwing `toJSON`) becomes `{}`.
 */
export function serializeEnvelope(
  [headers, items]: Envelope,
  jsonOf: (payload: object) => string | undefined = keptJson,
): string | Uint8Array {
  const parts = [raw(headers)];
  for (const [itemHeaders, payload] of items) parts.push(`\n${raw(itemHeaders)}\n`, jsonOf(payload as object) ?? raw(payload));
  if (parts.every(part => typeof part === 'string')) return parts.join('');
  const encoded = parts.map(encode);
  const bytes = new Uint8Array(encoded.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of encoded) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/**
 * An event, to which attachments may be pushed (`attachmentItem`), each header in Sentry's key order (protocol 2.2). `sentAt` is RFC 3339; `dsn` is for tunnels only. A trace
 * that lacks an id or a key is left out: servers take none of the rest without them (protocol 13.2).
 */
export function eventEnvelope(
  event: Event,
  { dsn, sdk, trace, sentAt }: { dsn?: string; sdk?: SdkInfo; trace?: Record<string, string>; sentAt: string },
): Envelope {
  return [
    { event_id: event.event_id, sent_at: sentAt, sdk, dsn, trace: trace?.['trace_id'] && trace['public_key'] ? trace : undefined },
    [[{ type: event.type || 'event' }, event]],
  ];
}

/** An attachment as an item (protocol 3.5). `length` counts bytes; data that is neither text nor bytes goes as its JSON. */
export function attachmentItem({ data, filename, contentType, attachmentType }: Attachment): EnvelopeItem {
  const payload = raw(data);
  return [
    {
      type: 'attachment',
      length: typeof payload === 'string' ? utf8Length(payload) : payload.length,
      filename,
      content_type: contentType,
      attachment_type: attachmentType,
    },
    payload,
  ];
}
