import { textOf } from '../safe/textOf';
import type { Primitive } from '../wire/event';

/** Characters of a tag's key, and of a value that is no primitive. */
const MAX_TAG = 200;

/** A tag is a short primitive: anything else becomes its short safe text. */
function tagValue(value: unknown): Primitive {
  if (Object(value) !== value) return value as Primitive;
  return textOf(value, { maxBytes: MAX_TAG }).slice(0, MAX_TAG);
}

export function tagsFrom(given: Record<string, unknown>): Record<string, Primitive> {
  const tags: Record<string, Primitive> = {};
  for (const key of Object.keys(given)) tags[key.slice(0, MAX_TAG)] = tagValue(given[key]);
  return tags;
}
