import type { Event } from '../wire/event';
import { cutDown, essenceOf } from './cutDown';
import type { CutAction, Json, JsonObject, Meter, NoteTaker, Path } from './json';
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

interface Note {
  path: Path;
  rule: string;
  action: CutAction;
  length: number | undefined;
}

/** More notes than these would only be ballast. */
const MAX_NOTES = 200;

const asObject = (value: Json | undefined) => (value && typeof value === 'object' ? value : {}) as JsonObject;

/** `_meta` as Relay writes it: the event's shape, at each place `{ "": { rem: [[rule, type]], len } }`. */
function metaOf(notes: Note[]): JsonObject {
  // without prototypes: the keys are foreign data, `__proto__` among them
  const place = () => Object.create(null) as JsonObject;
  const meta = place();
  for (const { path, rule, action, length: len } of notes) {
    let at = meta;
    for (const key of path) {
      const name = key === '' ? ' ' : key;
      at[name] ??= place();
      at = at[name] as JsonObject;
    }
    const before = at[''] as { rem: string[][] } | undefined;
    at[''] = { rem: [...(before?.rem ?? []), [rule, action === 'masked' || action === 'truncated' ? 's' : 'x']], ...(len && { len }) };
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

  const note: NoteTaker = (path, rule, action, length) => {
    // notes on entries of a list are wrong once some are gone
    if (action === 'dropped') notes = notes.filter(told => !`${told.path},`.startsWith(`${path},`));
    if (notes.length < MAX_NOTES) notes.push({ path, rule, action, length });
  };

  let copy = asObject(walk(event, { maxBytes: max, meter }, PROTOCOL, { rules, note }));
  const excess = () => {
    if (notes.length) copy['_meta'] = metaOf(notes);
    json = JSON.stringify(copy);
    return json.length * 3 > max ? utf8Length(json) - max : 0;
  };
  let over = excess();
  if (over > 0) {
    cutDown(copy, max, over, excess, note);
    over = excess();
    const essence = essenceOf(copy);
    // the bytes of a walk are an estimate: there may be six times as many
    for (let budget = max; over > 0; budget >>= 1) {
      copy = asObject(walk(essence, { maxBytes: budget, maxString: 1003 }, PROTOCOL));
      notes = [];
      if (budget) note([], '!limit', 'removed');
      else copy = {};
      over = excess();
    }
  }
  if (json.includes('\\ud')) {
    // a lone surrogate: Relay's JSON parser refuses the whole event
    json = json.replace(/\\(?:\\|ud[89a-f]..)/g, found => (found === '\\\\' ? found : '\ufffd'));
    copy = JSON.parse(json) as JsonObject;
  }
  const cuts = notes.map(({ path, rule, action }) => ({ path: path.join('.'), rule, action }));
  return { event: copy as unknown as Event, json, bytes: utf8Length(json), cuts };
}
