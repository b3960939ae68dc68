import { isObject } from '../base/guards';
import { utf8Length } from '../base/utf8Length';

/** How many bytes a request's body has, where it says so without being read: texts, parameters, blobs, buffers. */
export function bodySize(body: unknown): number | undefined {
  if (typeof body === 'string') return utf8Length(body);
  if (!isObject(body)) return undefined;
  const { size, byteLength } = body;
  // parameters have a size too: their count
  if (Object.prototype.toString.call(body) === '[object URLSearchParams]') return utf8Length(String(body));
  return [size, byteLength].find((bytes): bytes is number => typeof bytes === 'number');
}
