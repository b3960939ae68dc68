import { getClient, safely } from '@vigil/browser';
import { type Context, createContext, createElement, type ReactElement, useContext, useRef } from 'react';
import { type OuterRoute, outerRouteOf } from './outerRoute';
import { routerOptions } from './reactRouterOptions';
import type { LocationLike, ReactRouterOptions, RouteLike } from './reactRouterTypes';
import { routeAt } from './routesOfRouters';
import { setRouteTemplate } from './setRouteTemplate';

const Outer: Context<OuterRoute | undefined> = /* @__PURE__ */ createContext<OuterRoute | undefined>(undefined);

const nowhere = (): LocationLike | undefined => undefined;

/**
 * Names the route while it renders, not after: what throws in its first render is an event of that route. Its own location, else that of the
 * router. Returns what routes inside of it go on from.
 */
export function useRouteTemplate(
  own: LocationLike | string | undefined,
  routesOf: (options: ReactRouterOptions) => RouteLike[],
): OuterRoute | undefined {
  const around = useContext(Outer);
  const held = useRef<(OuterRoute & { at: unknown }) | undefined>(undefined);
  const { createRoutesFromChildren, matchRoutes, useLocation = nowhere } = routerOptions();
  const current = useLocation();
  // a server's context is not the page's
  if (!globalThis.document) return undefined;
  if (!current || !matchRoutes || !createRoutesFromChildren) {
    if (!around) getClient()?.warn('V088', 'React Router', 'useLocation, matchRoutes and createRoutesFromChildren');
    return around;
  }
  const outer = around ?? routeAt(current);
  if (outer && outer.base === undefined) return outer;
  safely(() => {
    const routes = routesOf(routerOptions() as ReactRouterOptions) as never[];
    const { template, base } = outerRouteOf(matchRoutes(routes, (own ?? current) as never, outer?.base), outer);
    const at = typeof own === 'string' ? own : (own ?? current).pathname;
    const { current: last } = held;
    // not again at the same place: routes inside of these have said more, and do not render anew
    if (last?.at === at && last.template === template && last.base === base) return;
    held.current = { at, template, base };
    setRouteTemplate(template);
  });
  return held.current ?? outer;
}

/** Around what is inside of named routes. */
export function inside(element: ReactElement | null, outer: OuterRoute | undefined): ReactElement | null {
  return element && outer ? createElement(Outer.Provider, { value: outer }, element) : element;
}
