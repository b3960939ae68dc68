import { safely } from '../base/safely';
import type { Event } from '../wire/event';
import { cutDown, essenceOf } from './cutDown';
import type { CutAction, Json, JsonObject, Meter, NoteTaker } from './json';
import type { ScrubRules } from './scrub';
import { utf8Length } from './utf8Length';
import { walk } from './walk';
import { PROTOCOL } from './zones';

export interface Cut {
  /** Keys joined by dots; empty for the whole event. */
  path: string;
  /** `!limit...` for the byte budget, `@vigil:key` and `@vigil:<detector>` for the scrubber. */
  rule: string;
  action: CutAction;
}

export interface Gated {
  /** The plain copy that `json` is the text of. */
  event: Event;
  json: string;
  /** Of `json` in UTF-8. */
  bytes: number;
  cuts: Cut[];
}

type Note = Parameters<NoteTaker>;

const asObject = (value: Json | undefined) => (value && typeof value === 'object' ? value : {}) as JsonObject;

/** `_meta` as Relay writes it: the event's shape, at each place `{ "": { rem: [[rule, type]], len } }`. */
function metaOf(notes: Note[]): JsonObject {
  // without prototypes: the keys are foreign data, `__proto__` among them
  const place = () => Object.create(null) as JsonObject;
  const meta = place();
  for (const [path, rule, action, length] of notes) {
    let at = meta;
    for (const key of path) at = (at[`${key}` || ' '] ??= place()) as JsonObject;
    const { rem } = asObject(at['']) as { rem?: Json[] };
    at[''] = { rem: [...(rem ?? []), [rule, /^[mt]/.test(action) ? 's' : 'x']], ...(length && { len: length }) };
  }
  return meta;
}

/**
 * Where an event becomes bytes: the JSON-safe, scrubbed copy, at most `maxBytes` (200,000) of UTF-8 (Byte budget in the API).
 * Without rules nothing is scrubbed. Never throws, whatever the event holds.
 */
export function gate(event: Event, rules: ScrubRules | undefined, limits: { maxBytes?: number; meter?: Meter } = {}): Gated {
  const { maxBytes = 200_000, meter } = limits;
  const max = Math.max(2, maxBytes);
  let notes: Note[] = [];
  let json = '';

  const note: NoteTaker = (...told) => {
    // notes on entries of a list are wrong once some are gone
    if (told[2] === 'dropped') notes = notes.filter(([path]) => !`${path},`.startsWith(`${told[0]},`));
    // more would only be ballast
    if (notes.length < 200) notes.push(told);
  };

  // what must not get lost comes first
  const ordered = safely(() => ({ event_id: undefined, exception: undefined, contexts: undefined, ...event }));
  let copy = asObject(walk(ordered, PROTOCOL, { maxBytes: max, meter, rules, note }));
  const excess = () => {
    if (notes.length) copy['_meta'] = metaOf(notes);
    json = JSON.stringify(copy);
    return json.length * 3 > max ? utf8Length(json) - max : 0;
  };
  let over = excess();
  if (over > 0) {
    over = cutDown(copy, max, over, excess, note);
    const essence = essenceOf(copy);
    // the bytes of a walk are an estimate: there may be six times as many
    for (let budget = max; over > 0; budget >>= 1) {
      notes = budget ? [[[], '!limit', 'removed']] : [];
      copy = asObject(walk(essence, PROTOCOL, { maxBytes: budget, maxString: 1003 }));
      over = excess();
    }
  }
  if (json.includes('\\ud')) {
    // a lone surrogate: Relay's JSON parser refuses the whole event
    json = json.replace(/\\(?:\\|ud[89a-f]..)/g, found => (found === '\\\\' ? found : '\ufffd'));
    copy = JSON.parse(json) as JsonObject;
  }
  return {
    event: copy as unknown as Event,
    json,
    get bytes() {
      return utf8Length(json);
    },
    cuts: notes.map(([path, rule, action]) => ({ path: path.join('.'), rule, action })),
  };
}
