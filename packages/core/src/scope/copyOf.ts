import { isObject } from '../base/guards';
import { safely } from '../base/safely';

/** The members of an object, one level deep. Undefined for what is none, is a list or bytes, or does not let itself be read. */
export function copyOf<T>(value: T): T | undefined {
  return safely(() => (isObject(value) && !Array.isArray(value) && !ArrayBuffer.isView(value) ? { ...value } : undefined));
}

/** The first entries of a list: what claims to have billions must not stop us. Empty for what is none. */
export function listOf<T>(value: T[] | undefined): T[] {
  return safely(() => (Array.isArray(value) ? value.slice(0, 1000) : [])) ?? [];
}
