import { isObject } from '../base/guards';
import type { Json, JsonObject, Meter } from './json';

/**
 * What `normalize` makes of an object that is plain and short in all its parts, as most of what leaves a breadcrumb is: the same copy and
 * the same estimate of bytes, at a fraction of the cost. Undefined for any other. Throws what reading it throws.
 */
export function copyPlain(from: object, maxBytes: number, meter: Pick<Meter, 'bytes'>, depth = 2): JsonObject | undefined {
  const to: JsonObject = {};
  const proto: unknown = Object.getPrototypeOf(from);
  const isPlain =
    (proto === Object.prototype || proto === null) &&
    // not a loop: until it is optimised, one makes an object in each of its rounds
    Object.keys(from).every(key => {
      const value: unknown = (from as JsonObject)[key];
      const copied = isObject(value) ? (depth ? copyPlain(value, maxBytes, meter, depth - 1) : undefined) : value;
      const type = typeof copied;
      meter.bytes += key.length + 4 + (type === 'string' ? (copied as string).length : 6);
      to[key] = copied as Json;
      return (
        meter.bytes <= maxBytes &&
        key !== '__proto__' &&
        (type === 'string' || type === 'object' || type === 'boolean' || Number.isFinite(copied))
      );
    });
  return isPlain ? to : undefined;
}
