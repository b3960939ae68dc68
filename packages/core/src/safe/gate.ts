import { utf8Length } from '../base/utf8Length';
import { wellFormed } from '../base/wellFormed';
import type { Event } from '../wire/event';
import { cutDown, essenceOf } from './cutDown';
import type { CutAction, Json, JsonObject, Meter, NoteTaker } from './json';
import type { ScrubRules } from './scrub';
import { walk } from './walk';
import { PROTOCOL } from './zones';

export interface Cut {
  /** Keys joined by dots; empty for the whole event. */
  path: string;
  /** `!limit...` for the byte budget; `@vigil:key`, `@vigil:<detector>`, `@vigil:path`, `@vigil:hash` and `@vigil:ip` for the scrubber. */
  rule: string;
  action: CutAction;
}

export interface Gated {
  /** The plain copy that `json` is the text of. */
  event: Event;
  json: string;
  cuts: Cut[];
}

type Note = Parameters<NoteTaker>;

/** What is this short by estimate is within the limit: the truth is six times as much at most. */
const SMALL = 30_000;

const asObject = (value: Json | undefined) => (value && typeof value === 'object' ? value : {}) as JsonObject;

/** `_meta` as Relay writes it: the event's shape, at each place `{ "": { rem: [[rule, type]], len } }`. */
function metaOf(notes: Note[]): JsonObject {
  // without prototypes: the keys are foreign data, `constructor` among them
  const place = () => ({ __proto__: null }) as unknown as JsonObject;
  const meta = place();
  for (const [path, rule, action, length] of notes) {
    let at = meta;
    for (const key of path) at = (at[`${key}` || ' '] ??= place()) as JsonObject;
    const { rem } = asObject(at['']) as { rem?: Json[] };
    at[''] = {
      rem: [...(rem ?? []), [rule, action === 'hashed' ? 'p' : /^[mt]/.test(action) ? 's' : 'x']],
      ...(length && { len: length }),
    };
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
    if (told[2] === 'dropped') notes = notes.filter(([path]) => told[0].some((key, at) => path[at] !== key));
    // more would only be ballast
    if (notes.length < 200) notes.push(told);
  };

  let copy = asObject(walk(rules?.redact?.(event, note) ?? event, PROTOCOL, { maxBytes: 2 * max, meter, rules, note }));
  const excess = () => {
    // of a caller's own there is none: it would point at what is here no more
    copy['_meta'] = (notes.length ? metaOf(notes) : undefined) as Json;
    json = JSON.stringify(copy);
    return json.length * 3 > max ? utf8Length(json) - max : 0;
  };
  let over = excess();
  const cuts = cutDown(copy, max, over, note);
  while (over > 0 && !cuts.next(over).done) over = excess();
  // the bytes of a walk are an estimate: there may be six times as many
  for (let budget = max; over > 0; budget >>= 1) {
    notes = budget ? [[[], '!limit', 'removed']] : [];
    copy = asObject(walk(essenceOf(copy), PROTOCOL, { maxBytes: budget, maxString: 1003 }));
    over = excess();
  }
  const formed = wellFormed(json);
  if (formed !== json) copy = JSON.parse((json = formed)) as JsonObject;
  return {
    event: copy as unknown as Event,
    json,
    cuts: notes.map(([path, rule, action]) => ({ path: path.join('.'), rule, action })),
  };
}

/** The copy alone, for what leaves as a part of something else. Nearly all of it is so short that its text need not be made to be counted. */
export function gateCopy(event: Event, rules: ScrubRules | undefined): Event {
  let isCut = false;
  const note: NoteTaker = (_path, _rule, action) => {
    isCut ||= action === 'truncated';
  };
  const copy = walk(rules?.redact?.(event, note) ?? event, PROTOCOL, { maxBytes: SMALL, rules, note });
  return isCut ? gate(event, rules).event : (asObject(copy) as unknown as Event);
}
