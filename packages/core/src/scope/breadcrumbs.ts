import { isObject } from '../base/guards';
import { normalize } from '../safe/normalize';
import type { Breadcrumb } from '../wire/event';

/**
 * Breadcrumbs as a list that grows at its head: a forked scope shares the tail, so that a fork copies nothing and an
 * `add` costs one small object.
 */
export interface Trail {
  readonly crumb: Breadcrumb;
  readonly bytes: number;
  readonly prev: Trail | undefined;
  readonly count: number;
  readonly total: number;
}

const link = (prev: Trail | undefined, { crumb, bytes }: Pick<Trail, 'crumb' | 'bytes'>): Trail => ({
  crumb,
  bytes,
  prev,
  count: (prev?.count ?? 0) + 1,
  total: (prev?.total ?? 0) + bytes,
});

/** The newest crumbs within both caps, oldest first. */
export function newestOf(trail: Trail | undefined, max: number, maxBytes: number): Trail[] {
  const kept: Trail[] = [];
  let bytes = 0;
  for (let at = trail; at && kept.length < max && bytes + at.bytes <= maxBytes; at = at.prev) {
    bytes += at.bytes;
    kept.push(at);
  }
  return kept.reverse();
}

/**
 * Adds a copy that shares nothing with the caller's objects: what they said when it happened, not when an error came.
 * Old crumbs are let go in batches, when twice the cap has gathered: an add stays cheap and memory bounded.
 */
export function addToTrail(trail: Trail | undefined, given: Breadcrumb, timestamp: number, max: number, maxBytes: number): Trail {
  const meter = { nodes: 0, bytes: 0 };
  const crumb = { timestamp, ...(normalize(given, { maxBytes: Math.max(256, maxBytes / 4), maxString: 2048, meter }) as Breadcrumb) };
  if (isObject(crumb.message)) crumb.message = JSON.stringify(crumb.message);
  const isFull = trail && (trail.count >= 2 * max || trail.total > 2 * maxBytes);
  return link(isFull ? newestOf(trail, max, maxBytes).reduce<Trail | undefined>(link, undefined) : trail, { crumb, bytes: meter.bytes });
}
