import { isObject } from '../base/guards';
import { normalize } from '../safe/normalize';
import type { Primitive } from '../wire/event';

/** Characters of a tag's key, and of a value that is no primitive. */
const MAX_TAG = 200;

/** A tag is a short primitive: anything else becomes its short safe text. */
function tagValue(value: unknown): Primitive {
  if (Object(value) !== value) return value as Primitive;
  const safe = normalize(value, { maxBytes: MAX_TAG });
  return (isObject(safe) ? JSON.stringify(safe) : String(safe)).slice(0, MAX_TAG);
}

export function tagsFrom(given: Record<string, unknown>): Record<string, Primitive> {
  const tags: Record<string, Primitive> = {};
  for (const key in given) tags[key.slice(0, MAX_TAG)] = tagValue(given[key]);
  return tags;
}
