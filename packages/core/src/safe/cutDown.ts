import { utf8Length } from '../base/utf8Length';
import type { Json, JsonObject, NoteTaker } from './json';
import { walk } from './walk';
import { CONTEXTS, FREE, PROTOCOL } from './zones';

/** What a cut looks at; of a copy of foreign data each may be anything. */
interface Shape extends JsonObject {
  breadcrumbs: Json;
  contexts: { trace: Json };
  exception: { values?: { stacktrace?: { frames?: Json } | null }[] };
  request: { data?: Json };
}

const listOf = <T>(value: T[] | Json | undefined) => (Array.isArray(value) ? value : []) as T[];
const sizeOf = (value: Json) => utf8Length(JSON.stringify(value));

/**
 * Cuts an event that is `left` bytes too long, in the documented order: a step at each `next`, which is given what is too long now.
 * Each cut leaves a note. Type and value of exceptions, ten frames of each and 1,000 characters of any text stay.
 */
export function* cutDown(event: JsonObject, max: number, left: number, note: NoteTaker): Generator<undefined, void, number> {
  const { breadcrumbs, exception, request } = event as Shape;
  const stacks = listOf(exception?.values).map(value => listOf(value?.stacktrace?.frames) as JsonObject[]);
  const crumbs = listOf(breadcrumbs) as Json[];
  const { length } = crumbs;
  for (let most = left; most > 0 && crumbs.length; ) most -= sizeOf(crumbs.shift()!) + 1;
  if (length) note(['breadcrumbs'], '!limit', 'dropped', length);
  left = yield;
  for (const [key, zone] of [
    ['extra', FREE],
    ['contexts', CONTEXTS],
  ] as const) {
    if (!event[key]) continue;
    event[key] = walk(event[key], zone, { maxBytes: Math.max(2000, sizeOf(event[key]) - left) })!;
    note([key], '!limit', 'truncated');
    left = yield;
  }
  if (request?.data) {
    delete request.data;
    note(['request', 'data'], '!limit', 'removed');
    yield;
  }
  // variables of all frames, source lines of those that are not in the application
  for (const field of ['vars', 'context']) {
    for (const frame of stacks.flat())
      if (field === 'vars' || frame?.['in_app'] !== true) for (const name in frame) if (name.includes(field)) delete frame[name];
    note(['exception'], '!limit:' + field, 'removed');
    yield;
  }
  stacks.forEach((frames, at) => {
    const { length } = frames;
    if (frames.splice(5, length - 10)[0]) note(['exception', 'values', at, 'stacktrace', 'frames'], '!limit', 'dropped', length);
  });
  yield;
  Object.assign(event, walk(event, PROTOCOL, { maxBytes: max, maxString: 1003, note }));
  yield;
}

/** What is left of an event when nothing else would do: its plain fields, the trace and the last exception. */
export function essenceOf(event: JsonObject): JsonObject {
  const { contexts, exception } = event as Shape;
  const essence: JsonObject = {
    exception: { values: listOf(exception?.values).slice(-1) as Json[] },
    contexts: { trace: contexts?.trace },
  };
  for (const key of Object.keys(event)) if (typeof event[key] !== 'object') essence[key] = event[key]!;
  return essence;
}
