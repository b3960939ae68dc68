import { type Integration, safely } from '@vigil/browser';
import { type ComponentType, createElement, type FunctionComponent } from 'react';
import { wrapComponent } from '../wrapComponent';
import { setRouteTemplate } from './setRouteTemplate';

/** What is read of a match of React Router 4 and 5. */
interface HistoryMatch {
  path: string;
  url: string;
  isExact: boolean;
}
/** A route as `react-router-config` has it. */
export interface HistoryRoute {
  path?: string | readonly string[] | undefined;
  routes?: HistoryRoute[] | undefined;
  [name: string]: unknown;
}
export interface HistoryRouterOptions {
  /** Of the package `history`, as the router has it. */
  history: { location?: { pathname: string } | undefined; listen?: ((listener: () => void) => unknown) | undefined };
  /** With `matchPath` of React Router they name the route; without both the routes around which `withSentryRouting` is do. */
  routes?: HistoryRoute[] | undefined;
  matchPath?: ((pathname: string, route: never) => HistoryMatch | null) | undefined;
  [name: string]: unknown;
}

/** The path that a route in a `Switch` has matched last. */
let matched: string | undefined;

/** The first route that matches decides, as in a `Switch`. */
function templateOf(
  routes: HistoryRoute[],
  pathname: string,
  matchPath: NonNullable<HistoryRouterOptions['matchPath']>,
): string | undefined {
  for (const route of routes) {
    const match = route.path === undefined ? undefined : matchPath(pathname, route as never);
    if (match === null) continue;
    return match?.isExact ? match.path : templateOf(route.routes ?? [], pathname, matchPath);
  }
  return undefined;
}

/**
 * Names the route of every event for React Router 4 and 5: by `routes` and `matchPath`, or by the routes that `withSentryRouting` wraps, whose
 * name goes when the page goes on to a place that none of them is for. Records no spans yet.
 */
export function historyRouterIntegration(options: HistoryRouterOptions): Integration {
  return {
    name: 'ReactRouter',
    setup(client) {
      const { history, routes, matchPath } = options ?? {};
      if (!history?.listen) return client.warn('V088', 'React Router', 'history');
      // a server's context is not the page's
      if (!globalThis.document) return;
      const name = () =>
        void safely(() => {
          const pathname = history.location?.pathname ?? location.pathname;
          if (routes && matchPath) setRouteTemplate(templateOf(routes, pathname, matchPath));
          // the router may have been told first
          else if (pathname !== matched) setRouteTemplate(undefined);
        });
      name();
      const stop = history.listen(name);
      if (typeof stop === 'function') client.onClose(stop as () => void);
    },
  };
}

/** `Route` of React Router 4 and 5, to stand in a `Switch`: names the route of every event. `const SentryRoute = withSentryRouting(Route)`. */
export function withHistoryRouting<P extends object, R extends ComponentType<P>>(route: R): R {
  const wrapped: FunctionComponent<P> = wrapComponent<P>('sentryRoute', route, props => {
    const { computedMatch: match } = props as { computedMatch?: HistoryMatch };
    if (match?.isExact && globalThis.document) {
      matched = match.url;
      setRouteTemplate(match.path);
    }
    return createElement<P>(route, props);
  });
  return wrapped as unknown as R;
}
