import { type AdapterOptions, checkOptionsOf, refuse, safely } from '@vigil/core';
import { holdRequestError, setRequestUser } from '../http/requestErrors';
import { noteAdapter } from './noteAdapter';
import type { ExpressRequest, RequestOf } from './requestTypes';

export type ExpressErrorMiddleware = (error: unknown, request: unknown, response: unknown, next: (error?: unknown) => void) => void;

/**
 * Error middleware for Express and Connect: sees what the routes before it threw and hands the error on, so that the application's own
 * error page still answers. The response decides whether it is reported. `res.sentry` is the event's id.
 */
export function expressErrorHandler<R = ExpressRequest>(given?: AdapterOptions<R>): ExpressErrorMiddleware {
  noteAdapter('express');
  return errorMiddleware('auto.middleware.express', checkOptionsOf('expressErrorHandler', given));
}

function errorMiddleware<R>(mechanism: string, { shouldHandleError, userFromRequest }: AdapterOptions<R>): ExpressErrorMiddleware {
  const options = { mechanism, shouldHandleError: shouldHandleError as never };
  // Express tells error middleware by its four parameters
  return function vigilErrorMiddleware(error, request, response, next) {
    safely(() => {
      const id = holdRequestError(request as object, response as object, error, options);
      if (userFromRequest) setRequestUser(request as object, () => userFromRequest(request as R));
      (response as { sentry?: string }).sentry = id;
    });
    next(error);
  };
}

/**
 * Adds `expressErrorHandler` to an app: after its routes, before its own error middleware. That of `@vigil/express` may stand anywhere.
 */
export function setupExpressErrorHandler<A extends { use(handler: unknown): unknown }, R = RequestOf<A>>(
  app: A,
  options?: AdapterOptions<R>,
): void {
  addTo(app, 'setupExpressErrorHandler', expressErrorHandler(options));
}
/** The same for Connect. */
export function setupConnectErrorHandler<A extends { use(handler: unknown): unknown }, R = RequestOf<A>>(
  app: A,
  options?: AdapterOptions<R>,
): void {
  const checked = checkOptionsOf('setupConnectErrorHandler', options);
  addTo(app, 'setupConnectErrorHandler', errorMiddleware('auto.middleware.connect', checked));
}

function addTo(app: { use(handler: unknown): unknown }, name: string, handler: ExpressErrorMiddleware): void {
  safely(
    () => void app.use(handler),
    () => refuse(name, undefined, 'an app of Express or Connect'),
  );
}
