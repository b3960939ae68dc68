import { type Integration, lastOf, safely } from '@vigil/browser';
import { setRouteTemplate } from './setRouteTemplate';

interface TanstackLocation {
  pathname: string;
  search?: unknown;
}
/** What is read of a router of TanStack. */
export interface TanstackRouterLike {
  latestLocation?: TanstackLocation | undefined;
  state: { location: TanstackLocation };
  matchRoutes(pathname: string, search: never, options: never): ReadonlyArray<{ routeId: string; fullPath?: string | undefined }>;
  subscribe(event: 'onBeforeNavigate', listener: (event: { toLocation: TanstackLocation }) => void): () => void;
}

/** Names the route of every event as the router writes it (`/orders/$id`). Records no spans yet. */
export function tanstackRouterBrowserTracingIntegration(router: TanstackRouterLike, _options?: Record<string, unknown>): Integration {
  return {
    name: 'TanstackRouter',
    setup(client) {
      if (!router?.matchRoutes) return client.warn('V088', 'TanStack Router', 'router');
      const name = ({ pathname, search }: TanstackLocation) => {
        const last = lastOf(router.matchRoutes(pathname, search as never, { preload: false, throwOnError: false } as never));
        setRouteTemplate(!last || last.routeId === '__root__' ? undefined : last.fullPath || last.routeId);
      };
      // a server's context is not the page's
      if (!globalThis.document) return;
      name(router.latestLocation ?? router.state.location);
      client.onClose(router.subscribe('onBeforeNavigate', ({ toLocation }) => safely(() => name(toLocation))));
    },
  };
}
