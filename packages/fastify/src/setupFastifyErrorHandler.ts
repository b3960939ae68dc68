import { type AdapterOptions, type Callback, checkOptionsOf, noteAdapter, refusedApp, safely } from '@vigil/node';
import type { App } from './fastifyTypes';
import { type AppOptions, hookApp } from './hookApp';
import { logBreadcrumbs } from './logBreadcrumbs';

export interface FastifyErrorHandlerOptions extends Pick<AdapterOptions, 'userFromRequest'> {
  /** Says instead of the default (`AdapterOptions`) whether to report, when the response has ended. */
  shouldHandleError?: Callback<(error: Error, request: unknown, reply: unknown) => boolean> | undefined;
}

/**
 * Reports what the hooks and routes of a Fastify app throw or reject with, its plugins' too, when the response shows that it was the
 * server's fault. May stand anywhere before the app is ready. `reply.sentry` is the event's id from the throw on.
 */
export function setupFastifyErrorHandler(app: unknown, options?: FastifyErrorHandlerOptions): void {
  const { shouldHandleError, userFromRequest } = checkOptionsOf('setupFastifyErrorHandler', options);
  const rule: AppOptions['rule'] =
    shouldHandleError && ((error, _verdict, request, reply) => shouldHandleError(error as Error, request, reply));
  startOn(app as App, { rule, userFromRequest });
}

/** An app that has started takes no hooks any more: said once, never thrown. */
export function startOn(app: App, options: AppOptions): void {
  noteAdapter('fastify');
  safely(() => logBreadcrumbs(app.log, hookApp(app, options)), refusedApp('setupFastifyErrorHandler'));
}
