import { type AdapterOptions, getCurrentHub, holdRequestError, safely, setRequestRoute, setRequestUser } from '@vigil/node';
import type { Request, Response } from './expressTypes';
import { routeTemplate } from './routeTemplate';

/** What was set up for the app that serves a request now. */
const optionsOf = new WeakMap<object, AdapterOptions>();

/** From here on errors of this request are held by these options. Returns what undoes that, once it is the outer app's again. */
export function serveWith(request: Request, options: AdapterOptions): () => void {
  const outer = optionsOf.get(request);
  optionsOf.set(request, options);
  readUser(request, options);
  return () => void (outer && optionsOf.set(request, outer));
}

function readUser(request: Request, { userFromRequest }: AdapterOptions): void {
  if (userFromRequest) setRequestUser(request, () => userFromRequest(request as never));
}

/** `route` and `router` are signals to the router, nothing at all is no error. */
function isError(error: unknown): boolean {
  return !!error && error !== 'route' && error !== 'router';
}

/** An error on its way through a router. Express shows it to us once a layer: the same one of a request is held once. */
export function holdExpressError(error: unknown, request: Request, response: Response): void {
  safely(() => {
    const options = isError(error) ? optionsOf.get(request) : undefined;
    if (!options) return;
    const { shouldHandleError } = options;
    const held = { mechanism: 'auto.middleware.express', shouldHandleError: shouldHandleError as never };
    response.sentry = holdRequestError(request, response, error, held);
    readUser(request, options);
    // what parameters are checked by throws before the route's layer is reached
    const { route } = request;
    if (route && getCurrentHub().route === undefined) setRequestRoute(request, routeTemplate(request, route));
  });
}
