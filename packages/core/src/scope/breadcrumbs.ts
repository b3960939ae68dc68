import { isObject } from '../base/guards';
import { normalize } from '../safe/normalize';
import type { Breadcrumb } from '../wire/event';

interface Kept {
  readonly crumb: Breadcrumb;
  readonly bytes: number;
}
/**
 * A window, oldest first, on a list that only grows at its end: a forked scope shares it, so that neither a fork nor one crumb more copies
 * the others. `bytes`: of those in the window.
 */
export type Trail = readonly [kept: Kept[], from: number, to: number, bytes: number];

/** Oldest first. */
export function crumbsOf([kept, from, to]: Trail = [[], 0, 0, 0]): Breadcrumb[] {
  return kept.slice(from, to).map(({ crumb }) => crumb);
}

/**
 * The newest crumbs within both caps, the given one among them: a copy that shares nothing with the caller's objects,
 * what they said when it happened, not when an error came.
 */
export function addToTrail(trail: Trail = [[], 0, 0, 0], given: Breadcrumb, timestamp: number, max: number, maxBytes: number): Trail {
  const meter = { nodes: 0, bytes: 0 };
  const copy = normalize(given, { maxBytes: Math.max(256, maxBytes / 4), maxString: 2048, meter });
  // a list says nothing by names, and what it holds would be taken apart
  if (Array.isArray(copy)) return trail;
  const crumb = { timestamp, ...(copy as Breadcrumb) };
  if (isObject(crumb.message)) crumb.message = JSON.stringify(crumb.message);
  let [kept, from, to, bytes] = trail;
  // a scope that shares the list went on in its own way, or most of it is out of the window
  if (kept.length > to || from > to - from) {
    kept = kept.slice(from, to);
    from = 0;
  }
  to = kept.push({ crumb, bytes: meter.bytes });
  bytes += meter.bytes;
  while (from < to && !(to - from <= max && bytes <= maxBytes)) bytes -= kept[from++]!.bytes;
  return [kept, from, to, bytes];
}
