import { lastOf } from '@vigil/browser';
import type { MatchLike } from './reactRouterTypes';
import { templateOf } from './templateOf';

/** What routes inside of a route go on from. */
export interface OuterRoute {
  /** Of the event's name; undefined where nothing matched. */
  template: string | undefined;
  /** The part of the path that a splat route has left to the routes inside of it. Undefined: no splat, and nobody can tell where they stand. */
  base: string | undefined;
}

/** The route that matches, itself inside of `outer`: `/users/*` and `:id` are `/users/:id`. */
export function outerRouteOf(matches: MatchLike[] | null, outer?: OuterRoute, basename?: string): OuterRoute {
  const last = lastOf(matches);
  if (!matches || !last) return { template: outer?.template, base: undefined };
  const rest = templateOf(matches, basename);
  const before = outer?.template?.replace(/\/\*$/, '') ?? '';
  return {
    template: before && rest === '/' ? before : `${before}${rest}`,
    base: last.route.path?.endsWith('*') ? `${outer?.base ?? ''}/${last.pathnameBase ?? ''}`.replace(/\/+/g, '/') : undefined,
  };
}
