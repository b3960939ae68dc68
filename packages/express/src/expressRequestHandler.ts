import { type AdapterOptions, type ExpressRequest, wrapRequestListener } from '@vigil/node';
import type { Next, Request, Response } from './expressTypes';

/**
 * Middleware that gives a request its context where nothing else does (the Http integration is off, or a host hands the requests over), and
 * reads its user. Stands first. With `init` and an http server it is not needed.
 */
export function expressRequestHandler<R = ExpressRequest>(
  options?: AdapterOptions<R>,
): (request: unknown, response: unknown, next: (error?: unknown) => void) => void {
  const enter = (_request: Request, _response: Response, next: Next): void => next();
  return wrapRequestListener(enter, options as never) as never;
}
