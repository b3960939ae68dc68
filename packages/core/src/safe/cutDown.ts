import type { Json, JsonObject, NoteTaker } from './json';
import { utf8Length } from './utf8Length';
import { walk } from './walk';
import { CONTEXTS, FREE, PROTOCOL } from './zones';

const memberOf = (value: Json | undefined, key: string) => (value as JsonObject | null | undefined)?.[key];
const listOf = (value: Json | undefined) => (Array.isArray(value) ? value : []);
const valuesOf = (event: JsonObject) => listOf(memberOf(event['exception'], 'values'));
const sizeOf = (value: Json | undefined) => utf8Length(JSON.stringify(value) ?? '');

/**
 * Cuts an event that is `over` bytes too long, in the documented order, until `excess()` says that it fits. Each cut leaves a note.
 * Type and value of exceptions, ten frames of each and 1,000 characters of any text stay.
 */
export function cutDown(event: JsonObject, max: number, over: number, excess: () => number, note: NoteTaker): void {
  let left = over;
  const eachStack = (cut: (frames: Json[]) => string | false | undefined) =>
    valuesOf(event).forEach((value, at) => {
      const frames = listOf(memberOf(memberOf(value, 'stacktrace'), 'frames'));
      const { length } = frames;
      const rule = cut(frames);
      if (rule) note(['exception', 'values', at, 'stacktrace', 'frames'], rule, length > frames.length ? 'dropped' : 'removed', length);
    });
  const shrink = (key: string, zone: number) => {
    if (!event[key]) return;
    event[key] = walk(event[key], { maxBytes: Math.max(2000, sizeOf(event[key]) - left) }, zone)!;
    note([key], '!limit', 'truncated');
  };
  const strip = (names: string[], inAppToo: boolean) =>
    eachStack(frames => {
      let rule: string | undefined;
      for (const frame of frames) {
        for (const name of names) {
          if (memberOf(frame, name) === undefined || (!inAppToo && memberOf(frame, 'in_app') === true)) continue;
          delete (frame as JsonObject)[name];
          rule = '!limit:' + names[0];
        }
      }
      return rule;
    });
  const rungs = [
    () => {
      const crumbs = listOf(event['breadcrumbs']);
      const { length } = crumbs;
      for (let most = left; most > 0 && crumbs.length; ) most -= sizeOf(crumbs.shift()) + 1;
      if (length) note(['breadcrumbs'], '!limit', 'dropped', length);
    },
    () => shrink('extra', FREE),
    () => shrink('contexts', CONTEXTS),
    () => {
      if (!memberOf(event['request'], 'data')) return;
      delete (event['request'] as JsonObject)['data'];
      note(['request', 'data'], '!limit', 'removed');
    },
    () => strip(['vars'], true),
    () => strip(['context_line', 'pre_context', 'post_context'], false),
    () => eachStack(frames => frames.splice(5, frames.length - 10).length > 0 && '!limit'),
    () => void Object.assign(event, walk(event, { maxBytes: max, maxString: 1003 }, PROTOCOL, { note })),
  ];
  for (const rung of rungs) {
    if (left > 0) rung();
    left = left > 0 ? excess() : 0;
  }
}

/** What is left of an event when nothing else would do: its plain fields, the trace and the last exception. */
export function essenceOf(event: JsonObject): JsonObject {
  const essence: JsonObject = {};
  for (const key in event) if (typeof event[key] !== 'object') essence[key] = event[key]!;
  essence['exception'] = { values: valuesOf(event).slice(-1) };
  essence['contexts'] = { trace: memberOf(event['contexts'], 'trace') ?? {} };
  return essence;
}
