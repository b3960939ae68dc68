import type { Json, JsonObject, NoteTaker } from './json';
import { utf8Length } from './utf8Length';
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
 * Cuts an event that is `over` bytes too long, in the documented order, until `excess()` says that it fits, and gives what it said last.
 * Each cut leaves a note. Type and value of exceptions, ten frames of each and 1,000 characters of any text stay.
 */
export function cutDown(event: JsonObject, max: number, over: number, excess: () => number, note: NoteTaker): number {
  const { breadcrumbs, exception, request } = event as Shape;
  let left = over;
  const shrink = (key: string, zone: number) => {
    if (!event[key]) return;
    event[key] = walk(event[key], zone, { maxBytes: Math.max(2000, sizeOf(event[key]) - left) })!;
    note([key], '!limit', 'truncated');
  };
  const eachStack = (cut: (frames: Json[]) => unknown, rule = '!limit') =>
    listOf(exception?.values).forEach((value, at) => {
      const frames = listOf(value?.stacktrace?.frames) as Json[];
      const { length } = frames;
      if (cut(frames))
        note(['exception', 'values', at, 'stacktrace', 'frames'], rule, length > frames.length ? 'dropped' : 'removed', length);
    });
  /** Of all frames, or of those that are not in the application. */
  const strip = (field: string, inAppToo?: boolean) => {
    const cut = (frame: JsonObject) => Object.keys(frame ?? {}).filter(name => name.includes(field) && delete frame[name])[0];
    eachStack(
      frames => (frames as JsonObject[]).filter(frame => (inAppToo || frame?.['in_app'] !== true) && cut(frame))[0],
      '!limit:' + field,
    );
  };
  for (const rung of [
    () => {
      const crumbs = listOf(breadcrumbs) as Json[];
      const { length } = crumbs;
      for (let most = left; most > 0 && crumbs.length; ) most -= sizeOf(crumbs.shift()!) + 1;
      if (length) note(['breadcrumbs'], '!limit', 'dropped', length);
    },
    () => shrink('extra', FREE),
    () => shrink('contexts', CONTEXTS),
    () => request?.data && delete request.data && note(['request', 'data'], '!limit', 'removed'),
    () => strip('vars', true),
    () => strip('context'),
    () => eachStack(frames => frames.splice(5, frames.length - 10).length),
    () => Object.assign(event, walk(event, PROTOCOL, { maxBytes: max, maxString: 1003, note })),
  ]) {
    if (left > 0) {
      rung();
      left = excess();
    }
  }
  return left;
}

/** What is left of an event when nothing else would do: its plain fields, the trace and the last exception. */
export function essenceOf(event: JsonObject): JsonObject {
  const { contexts, exception } = event as Shape;
  const essence: JsonObject = {};
  for (const key in event) if (typeof event[key] !== 'object') essence[key] = event[key]!;
  essence['exception'] = { values: listOf(exception?.values).slice(-1) as Json[] };
  essence['contexts'] = { trace: contexts?.trace };
  return essence;
}
