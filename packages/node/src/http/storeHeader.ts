import type { ClientRequest } from 'node:http';
import { mergedHeaders, type TraceHeaders } from '@vigil/core';

/** What `_storeHeader` is given: the request's own header map, the caller's array (flat or of pairs), or nothing at all. */
export type Stored = object | readonly unknown[] | null | undefined;

/**
 * Adds our headers to those a request is about to write, and returns what to write. A trace that is there already stays as it is; other
 * vendors' baggage is kept. The caller's array is copied, never changed.
 */
export function addTraceHeaders(request: ClientRequest, stored: Stored, ours: TraceHeaders): Stored {
  if (Array.isArray(stored)) return addToArray(stored, ours);
  if (request.getHeader('sentry-trace') !== undefined) return stored;
  const added = mergedHeaders(ours, name => request.getHeader(name));
  for (const name of Object.keys(added)) request.setHeader(name, added[name] as string);
  // Without any header there is no map yet whose reference we were given.
  return stored ?? added;
}

/** The same for headers that are an array, flat or of pairs. */
export function addToArray(stored: readonly unknown[], ours: TraceHeaders): readonly unknown[] {
  const paired = Array.isArray(stored[0]);
  // Node refuses an odd flat list by itself.
  if ((!paired && stored.length % 2 === 1) || findInArray(stored, 'sentry-trace') !== undefined) return stored;
  const added = mergedHeaders(ours, name => findInArray(stored, name));
  const kept = pairsOf(stored).filter(pair => !(String(pair[0]).toLowerCase() in added));
  const all = [...kept, ...Object.entries(added)];
  return paired ? all : all.flat();
}

export function pairsOf(stored: readonly unknown[]): unknown[][] {
  if (Array.isArray(stored[0])) return stored as unknown[][];
  return stored.flatMap((name, at) => (at % 2 === 0 ? [[name, stored[at + 1]]] : []));
}

export function findInArray(stored: readonly unknown[], name: string): unknown {
  return pairsOf(stored).find(pair => String(pair[0]).toLowerCase() === name)?.[1];
}
