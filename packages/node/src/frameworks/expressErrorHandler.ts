import { captureException, safely } from '@vigil/core';
import { shouldReport } from './shouldReport';

export interface ExpressErrorHandlerOptions {
  /** Default: errors without a status, or with one of 500 and more. */
  shouldHandleError?(error: Error): boolean;
}
export type ExpressErrorMiddleware = (error: unknown, request: unknown, response: unknown, next: (error?: unknown) => void) => void;

/**
 * Error middleware for Express and Connect: reports what the routes before it threw and hands the error on, so that the application's own
 * error page still answers. `res.sentry` is the event's id.
 */
export function expressErrorHandler({ shouldHandleError }: ExpressErrorHandlerOptions = {}): ExpressErrorMiddleware {
  // Express tells error middleware by its four parameters
  return function vigilErrorMiddleware(error, _request, response, next) {
    if (shouldReport(shouldHandleError, error)) {
      const id = captureException(error, { mechanism: { type: 'auto.middleware.express', handled: false } });
      safely(() => {
        (response as { sentry?: string }).sentry = id;
      });
    }
    next(error);
  };
}
/** Adds `expressErrorHandler` to an app: after its routes, before its own error middleware. */
export function setupExpressErrorHandler(
  app: { use(handler: ExpressErrorMiddleware): unknown },
  options?: ExpressErrorHandlerOptions,
): void {
  app.use(expressErrorHandler(options));
}
/** The same for Connect. */
export function setupConnectErrorHandler(app: { use(handler: ExpressErrorMiddleware): unknown }): void {
  app.use(expressErrorHandler());
}
