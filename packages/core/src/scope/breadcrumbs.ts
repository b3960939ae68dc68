import { isObject } from '../base/guards';
import { safely } from '../base/safely';
import { copyPlain } from '../safe/copyPlain';
import { normalize } from '../safe/normalize';
import type { Breadcrumb } from '../wire/event';

interface Kept {
  readonly crumb: Breadcrumb;
  readonly bytes: number;
}
/**
 * A window, oldest first, on a list that only grows at its end: a forked scope shares it, so that neither a fork nor one crumb more copies
 * the others.
 */
export interface Trail {
  readonly kept: Kept[];
  readonly from: number;
  readonly to: number;
  /** Of those in the window. */
  readonly bytes: number;
}

/** Oldest first. */
export function crumbsOf(trail?: Trail): Breadcrumb[] {
  return trail ? trail.kept.slice(trail.from, trail.to).map(({ crumb }) => crumb) : [];
}

/**
 * The newest crumbs within both caps, the given one among them: a copy that shares nothing with the caller's objects,
 * what they said when it happened, not when an error came.
 */
export function addToTrail(
  trail: Trail | undefined,
  given: Breadcrumb,
  timestamp: number,
  max: number,
  maxBytes: number,
): Trail | undefined {
  let { kept, from, to, bytes } = trail ?? { kept: [], from: 0, to: 0, bytes: 0 };
  const maxEach = Math.max(256, maxBytes / 4);
  let meter = { nodes: 0, bytes: 0 };
  const plain = safely(() => copyPlain(given, maxEach / 32, meter));
  const copy = plain ?? normalize(given, { maxBytes: maxEach, maxString: 2048, meter: (meter = { nodes: 0, bytes: 0 }) });
  // a list says nothing by names, and what it holds would be taken apart
  if (Array.isArray(copy)) return trail;
  const crumb: Breadcrumb = { timestamp, ...(isObject(copy) ? copy : { message: `${copy}` }) };
  if (isObject(crumb.message)) crumb.message = JSON.stringify(crumb.message);
  // a scope that shares the list went on in its own way, or most of it is out of the window
  if (kept.length > to || from > to - from) {
    kept = kept.slice(from, to);
    from = 0;
  }
  to = kept.push({ crumb, bytes: meter.bytes });
  bytes += meter.bytes;
  while (from < to && !(to - from <= max && bytes <= maxBytes)) bytes -= kept[from++]!.bytes;
  return { kept, from, to, bytes };
}
