import { type AdapterOptions, inRequestContext } from '@vigil/node';
import type { App, Layer, Next, Router } from './expressTypes';
import { holdExpressError, serveWith } from './heldErrors';
import { wrapLayers } from './wrapLayers';

/** The router of an app, if it has one yet and something in it: to ask Express for one fixes settings that may still change. */
export function routerOf(app: App): Router | undefined {
  const router = 'lazyrouter' in app ? app._router : app.router;
  return router?.stack?.length ? router : undefined;
}

/** Looks at the errors that leave the router of an app unanswered, and at its layers. */
export function wrapRouter(router: Router, options: AdapterOptions): void {
  wrapLayers(router.stack[0] as Layer);
  const original = router.handle;
  router.handle = function handle(request, response, done) {
    return inRequestContext(request, response, () => {
      const leave = serveWith(request, options);
      const seen: Next = function (this: unknown, ...args) {
        if (args[0]) holdExpressError(args[0], request, response);
        leave();
        return done.apply(this, args);
      };
      return original.call(this, request, response, seen);
    });
  };
}
