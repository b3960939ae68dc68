import { type AdapterOptions, type Callback, checkOptionsOf, type FrameworkError, noteAdapter, refusedApp, safely } from '@vigil/node';
import type { App, ReplyOf, RequestOf } from './fastifyTypes';
import { type AppOptions, hookApp } from './hookApp';
import { logBreadcrumbs } from './logBreadcrumbs';

/** `Q` and `P` are the app's request and reply. */
export interface FastifyErrorHandlerOptions<Q = never, P = unknown> extends Pick<AdapterOptions<Q>, 'userFromRequest'> {
  /** Says instead of the default (`AdapterOptions`) whether to report, when the response has ended. */
  shouldHandleError?: Callback<(error: FrameworkError, request: Q, reply: P) => boolean> | undefined;
}

/**
 * Reports what the hooks and routes of a Fastify app throw or reject with, its plugins' too, when the response shows that it was the
 * server's fault. May stand anywhere before the app is ready. `reply.sentry` is the event's id from the throw on.
 */
export function setupFastifyErrorHandler<A, Q = RequestOf<A>, P = ReplyOf<A>>(app: A, options?: FastifyErrorHandlerOptions<Q, P>): void {
  const { shouldHandleError, userFromRequest } = checkOptionsOf('setupFastifyErrorHandler', options);
  const rule: AppOptions['rule'] =
    shouldHandleError && ((error, _verdict, request, reply) => shouldHandleError(error as FrameworkError, request as Q, reply as P));
  startOn(app as App, { rule, userFromRequest: userFromRequest as AppOptions['userFromRequest'] });
}

/** An app that has started takes no hooks any more: said once, never thrown. */
export function startOn(app: App, options: AppOptions): void {
  noteAdapter('fastify');
  safely(() => logBreadcrumbs(app.log, hookApp(app, options)), refusedApp('setupFastifyErrorHandler'));
}
