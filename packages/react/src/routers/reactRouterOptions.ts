import type { Integration } from '@vigil/browser';
import type { ReactRouterOptions } from './reactRouterTypes';

let given: Partial<ReactRouterOptions> = {};

/** What the application handed in last. */
export function routerOptions(): Partial<ReactRouterOptions> {
  return given;
}

/**
 * Takes the functions of React Router that `withSentryReactRouterV7Routing` and `wrapUseRoutesV7` work with; `wrapCreateBrowserRouterV7`
 * needs none. Records no spans yet.
 */
export function reactRouterIntegration(options: ReactRouterOptions): Integration {
  return {
    name: 'ReactRouter',
    setup() {
      given = options ?? {};
    },
  };
}
