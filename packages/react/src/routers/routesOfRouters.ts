import type { OuterRoute } from './outerRoute';
import type { LocationLike } from './reactRouterTypes';

type Shown = OuterRoute & LocationLike;

// With the one before: what renders may still be at that location.
let shown: Shown[] = [];

/** Notes where a data router is. */
export function noteRoute(route: Shown): void {
  shown = [route, ...shown].slice(0, 2);
}

/** The route of the data router that this location comes from: a router tells nobody inside of it what it matched. */
export function routeAt({ key, pathname }: LocationLike): OuterRoute | undefined {
  return shown.find(route => route.key === key && route.pathname === pathname);
}
