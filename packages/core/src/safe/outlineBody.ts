import { isObject } from '../base/guards';
import type { Json } from './json';
import { normalize } from './normalize';
import { parseJson } from './parseCutJson';

/** What is read of a text, and bytes of the keys that are shown. */
const READ = 16_384;
const SHOWN = { maxBytes: 4_000, maxDepth: 20 };

/** What stands here already in place of a body. */
const MARK = /^(?:\*\*non-serializable\*\*|\[(?:Filtered|Circular ~|[A-Z]\w{0,60}(?: \d{1,15})?|text, \d{1,15} characters)\])$/;
/** A padded base64 is no form. */
const FORM = /^[\w.%+*[\]-]{1,64}=[^&\s=][^&\s]*(?:&[\w.%+*[\]-]{1,64}=[^&\s]*)*$/;

function hideLeaves(value: Json): Json {
  if (Array.isArray(value)) return !value.length || value.some(isObject) ? value.map(hideLeaves) : '[Filtered]';
  if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, hideLeaves(each as Json)]));
  return value === null ? null : '[Filtered]';
}

function outlineText(text: string): Json {
  if (!text || MARK.test(text)) return text;
  const json = /^\s*[{[]/.test(text) && parseJson(text.slice(0, READ), text.length > READ);
  if (isObject(json)) return outlineBody(json);
  const form = text.length <= READ && FORM.test(text);
  if (form) return Object.fromEntries([...new URLSearchParams(text)].map(([key]) => [key, '[Filtered]']));
  return `[text, ${text.length} characters]`;
}

/** A body without what it says: the keys of data, of JSON and of forms; of any other text its length; of bytes and streams what they are. */
export function outlineBody(body: unknown): Json {
  if (typeof body === 'string') return outlineText(body);
  const copy = normalize(body, SHOWN) ?? null;
  // what is no data became a mark
  return isObject(body) && typeof copy === 'string' ? copy : hideLeaves(copy);
}
