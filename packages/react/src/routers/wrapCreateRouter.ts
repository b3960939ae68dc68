import { safely } from '@vigil/browser';
import { routerOptions } from './reactRouterOptions';
import type { DataRouterLike } from './reactRouterTypes';
import { setRouteTemplate } from './setRouteTemplate';
import { templateOf } from './templateOf';

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
      const { basename, state, subscribe } = router as unknown as DataRouterLike;
      const name = ({ matches }: DataRouterLike['state']) =>
        setRouteTemplate(matches.length ? templateOf(matches, routerOptions().stripBasename ? '' : basename) : undefined);
      name(state);
      subscribe(name);
    });
    return router;
  };
}
