import { safely } from '@vigil/browser';
import { outerRouteOf } from './outerRoute';
import { routerOptions } from './reactRouterOptions';
import type { DataRouterLike } from './reactRouterTypes';
import { noteRoute } from './routesOfRouters';
import { setRouteTemplate } from './setRouteTemplate';

/**
 * `createBrowserRouter`, `createHashRouter` or `createMemoryRouter` of React Router, whose router names the route of every event:
 * `wrapCreateBrowserRouterV7(createBrowserRouter)(routes)`. Records no spans.
 */
export function wrapCreateRouter<A extends unknown[], R>(createRouter: (...args: A) => R): (...args: A) => R {
  return (...args) => {
    const router = createRouter(...args);
    safely(() => {
      // a server's context is not the page's
      if (!globalThis.document) return;
      const { basename = '', state, subscribe } = router as unknown as DataRouterLike;
      let last: string | undefined;
      const name = ({ location, matches }: DataRouterLike['state']) => {
        const route = outerRouteOf(matches, undefined, routerOptions().stripBasename ? '' : basename);
        const pathname = within(location.pathname, basename);
        noteRoute({ ...route, pathname, key: location.key });
        // not again at the same place (a revalidation, a fetcher): routes inside of this one may have said more
        const next = `${pathname} ${route.template}`;
        if (next !== last) setRouteTemplate(route.template);
        last = next;
      };
      name(state);
      subscribe(name);
    });
    return router;
  };
}

/** As those inside of the router see the path. */
function within(pathname: string, basename: string): string {
  const base = basename.replace(/\/$/, '');
  return base && pathname.toLowerCase().startsWith(base.toLowerCase()) ? pathname.slice(base.length) || '/' : pathname;
}
