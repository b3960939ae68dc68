import { safely, setRequestRoute, wrapMethod } from '@vigil/node';
import type { Layer, Request } from './expressTypes';
import { holdExpressError } from './heldErrors';
import { noteMount, routeTemplate } from './routeTemplate';

const wrapped = new WeakSet<object>();

/**
 * Looks at what passes the layers of routers: the route that is taken, and errors that a handler inside may answer. Routers of one copy of
 * Express share the prototype of their layers, other apps' too; a request tells whose it is.
 */
export function wrapLayers(layer: Layer): void {
  const layers = Object.getPrototypeOf(layer) as Layer;
  if (wrapped.has(layers)) return;
  wrapped.add(layers);
  for (const name of ['handle_error', 'handleError'] as const) {
    wrapMethod(layers, name, original => {
      return function handleError(this: Layer, error, request, response, next) {
        holdExpressError(error, request, response);
        return (original as NonNullable<Layer['handleError']>).call(this, error, request, response, next);
      };
    });
  }
  for (const name of ['handle_request', 'handleRequest'] as const) {
    wrapMethod(layers, name, original => {
      return function handleRequest(this: Layer, request, response, next) {
        if (this.route || request.baseUrl) notePlace(this, request);
        return (original as NonNullable<Layer['handleRequest']>).call(this, request, response, next);
      };
    });
  }
}

/** A layer of a router has `route`, undefined for what is mounted; a handler of a route has none. */
function notePlace(layer: Layer, request: Request): void {
  const { route } = layer;
  safely(() => {
    if (route) setRequestRoute(request, routeTemplate(request, route));
    else if ('route' in layer) noteMount(request);
  });
}
