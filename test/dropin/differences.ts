import { isDeepStrictEqual } from 'node:util';

/** One place where two runs of a program differ. */
export interface Difference {
  path: string;
  peer: unknown;
  vigil: unknown;
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

function compare(path: string, peer: unknown, vigil: unknown): Difference[] {
  if (isDeepStrictEqual(peer, vigil)) return [];
  if (Array.isArray(peer) && Array.isArray(vigil) && peer.length !== vigil.length) return [{ path: `${path}.length`, peer, vigil }];
  if (!isRecord(peer) || !isRecord(vigil)) return [{ path, peer, vigil }];
  const keys = [...new Set([...Object.keys(peer), ...Object.keys(vigil)])];
  return keys.flatMap(key => compare(path ? `${path}.${key}` : key, peer[key], vigil[key]));
}

/** Every place, as `events.0.tags.order_id`. */
export function differencesOf<T extends object>(peer: T, vigil: T): Difference[] {
  return (Object.keys(peer) as Array<keyof T & string>).flatMap(key => compare(key, peer[key], vigil[key]));
}
