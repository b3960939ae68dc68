import { isObject } from '../base/guards';
import { normalize } from '../safe/normalize';
import type { Breadcrumb } from '../wire/event';

/** Oldest first. Never changed in place: a forked scope shares it, so that a fork copies nothing. */
export type Trail = ReadonlyArray<{ readonly crumb: Breadcrumb; readonly bytes: number }>;

/**
 * The newest crumbs within both caps, the given one among them: a copy that shares nothing with the caller's objects,
 * what they said when it happened, not when an error came.
 */
export function addToTrail(trail: Trail = [], given: Breadcrumb, timestamp: number, max: number, maxBytes: number): Trail {
  const meter = { nodes: 0, bytes: 0 };
  const copy = normalize(given, { maxBytes: Math.max(256, maxBytes / 4), maxString: 2048, meter });
  // a list says nothing by names, and what it holds would be taken apart
  if (Array.isArray(copy)) return trail;
  const crumb = { timestamp, ...(copy as Breadcrumb) };
  if (isObject(crumb.message)) crumb.message = JSON.stringify(crumb.message);
  const all = [...trail, { crumb, bytes: meter.bytes }];
  let left = maxBytes;
  let first = all.length;
  while (first && all.length - first < max && (left -= all[first - 1]!.bytes) >= 0) first--;
  return all.slice(first);
}
