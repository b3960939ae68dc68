import { isObject } from '../base/guards';
import { safely } from '../base/safely';
import { normalize } from '../safe/normalize';

/** More members than fit into the bytes of an event. */
const MANY = 30_000;

/**
 * The members of an object, one level deep; of many as much as an event can take, and a mark that there were more. Undefined for what is
 * none, is a list or bytes, or does not let itself be read.
 */
export function copyOf<T>(value: T): T | undefined {
  return safely(() => {
    if (!isObject(value) || Array.isArray(value) || ArrayBuffer.isView(value)) return undefined;
    return Object.keys(value).length > MANY ? (normalize(value, { maxBytes: 200_000 }) as T) : { ...value };
  });
}

/** The first entries of a list: what claims to have billions must not stop us. Empty for what is none. */
export function listOf<T>(value: T[] | undefined): T[] {
  return safely(() => (Array.isArray(value) ? value.slice(0, 1000) : [])) ?? [];
}
