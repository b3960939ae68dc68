import { getClient, safely } from '@vigil/browser';
import { type Context, createContext, createElement, type ReactElement, useContext } from 'react';
import { routerOptions } from './reactRouterOptions';
import type { LocationLike, ReactRouterOptions, RouteLike } from './reactRouterTypes';
import { setRouteTemplate } from './setRouteTemplate';
import { templateOf } from './templateOf';

// Routes inside of routes are matched from where they stand, which no router tells: the outermost names the route.
const IsInside: Context<boolean> = /* @__PURE__ */ createContext(false);

const nowhere = (): LocationLike | undefined => undefined;

/**
 * Names the route while it renders, not after: what throws in its first render is an event of that route. Its own location, else that of the
 * router.
 */
export function useRouteTemplate(own: LocationLike | string | undefined, routesOf: (options: ReactRouterOptions) => RouteLike[]): void {
  const isInside = useContext(IsInside);
  const { createRoutesFromChildren, matchRoutes, useLocation = nowhere } = routerOptions();
  const current = useLocation();
  // a server's context is not the page's
  if (isInside || !globalThis.document) return;
  if (!current || !matchRoutes || !createRoutesFromChildren) {
    getClient()?.warn('V088', 'React Router', 'useLocation, matchRoutes and createRoutesFromChildren');
    return;
  }
  safely(() => {
    const matches = matchRoutes(routesOf(routerOptions() as ReactRouterOptions) as never[], (own ?? current) as never);
    setRouteTemplate(matches?.length ? templateOf(matches) : undefined);
  });
}

/** Around what is inside of named routes. */
export function inside(element: ReactElement | null): ReactElement | null {
  return element && createElement(IsInside.Provider, { value: true }, element);
}
