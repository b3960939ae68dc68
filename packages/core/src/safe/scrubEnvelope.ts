import { isObject } from '../base/guards';
import { safely } from '../base/safely';
import { utf8Length } from '../base/utf8Length';
import type { Envelope, EnvelopeItem } from '../wire/envelopeTypes';
import type { Event } from '../wire/event';
import { keepJson, keptJson } from '../wire/keptJson';
import { SHOWN, type Shown } from '../wire/shownUser';
import { gate } from './gate';
import type { Json, JsonObject } from './json';
import type { ScrubRules } from './scrub';

/** 20 MiB, of other items than events; the server's own limit is beyond it. */
const MAX_BYTES = 20_971_520;

/** A session says who in a field of its own and has no free data; its `sid` is an id, not a secret. */
function scrubSession(session: JsonObject, rules: ScrubRules, shown: string | undefined): JsonObject {
  const attrs = (isObject(session['attrs']) ? { ...session['attrs'] } : {}) as { [key: string]: Json | undefined };
  const { did } = session;
  const address = attrs['ip_address'];
  const [who, from] = rules.redactUser?.(did, address) ?? [did, address];
  // a hash of the hash would be nobody's
  const isShown = did === shown && did !== '[Filtered]';
  const agent = attrs['user_agent'];
  // undefined is not written
  return JSON.parse(
    JSON.stringify({
      ...session,
      did: isShown ? did : who,
      attrs: { ...attrs, ip_address: from, user_agent: agent && rules.cleanText(`${agent}`) },
    }),
  ) as JsonObject;
}

function scrubItem(item: EnvelopeItem, rules: ScrubRules): EnvelopeItem {
  const [headers, given] = item;
  const { type } = headers;
  if (type === 'attachment' || type === 'client_report' || type === 'sessions') return item;
  // what was serialised before is read again; bytes are anybody's format
  const payload = typeof given === 'string' ? (safely(() => JSON.parse(given) as unknown) ?? given) : given;
  if (typeof payload === 'string') {
    const text = rules.cleanText(payload);
    return [headers.length === undefined ? headers : { ...headers, length: utf8Length(text) }, text];
  }
  // what was made for the wire here has been at the gate
  if (!isObject(payload) || payload instanceof Uint8Array || keptJson(payload) !== undefined) return item;
  // JSON stands on one line and needs no length
  const { length: _length, ...rest } = headers;
  const bare: EnvelopeItem[0] = { ...rest, type };
  if (type === 'session')
    return [bare, scrubSession(safely(() => JSON.parse(JSON.stringify(payload)) as JsonObject) ?? {}, rules, (payload as Shown)[SHOWN])];
  const isEvent = ['event', 'transaction', 'feedback'].includes(type);
  const { event, json } = gate(payload as Event, rules, isEvent ? {} : { maxBytes: MAX_BYTES });
  keepJson(event, json);
  return [bare, event];
}

/** What comes past the pipeline - sessions, check-ins, feedback, envelopes made by hand - by the rules of events. Attachments stay as they are. */
export function scrubEnvelope([headers, items]: Envelope, rules: ScrubRules): Envelope {
  return [headers, items.map(item => scrubItem(item, rules))];
}
