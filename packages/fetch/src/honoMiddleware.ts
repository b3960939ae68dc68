import { carrier, checkOptionsOf, copyShape, getClient, getCurrentHub, isObject, type RequestContext, safely } from '@vigil/core';
import type { FetchHandlerOptions } from './fetchHandlerOptions';
import { holdIn } from './holdIn';
import { honoTemplate } from './honoTemplate';
import type { ContextOf, HonoApp, HonoContext, HonoNext, HonoOptions } from './honoTypes';
import { requestContextOf } from './requestContextOf';
import { type FetchHandler, serveWith } from './serveRequest';
import { type HonoWatch, watchHonoRouter } from './watchHonoRouter';

export type { HonoOptions } from './honoTypes';

/** The same with the beginning of a request: in its context, before anything is awaited. */
interface Watch extends HonoWatch {
  begun(request: Request): void;
}

const apps: WeakSet<object> = new WeakSet();

/**
 * Reports what an app of Hono's fails with, judged by the response it ends with, on every runtime: `app.use(honoMiddleware(app))`. Given
 * the app it does not matter where among routes and middleware that stands, nor whether the app, or a sub-app, has an error handler.
 * `c.get('sentry')` is the event's id from the throw on. Under a server that gives requests their context (`@vigil/node`, a wrapped
 * handler) that one is used.
 */
export function honoMiddleware<A, C = ContextOf<A>>(
  app: A,
  given?: HonoOptions<C>,
): (context: { req: { raw: Request } }, next: HonoNext) => Promise<void> {
  const { userFromRequest, ...options } = checkOptionsOf<HonoOptions<C>>('honoMiddleware', given);
  const watch = createWatch(options, userFromRequest as HonoOptions['userFromRequest']);
  if (isApp(app) && !apps.has(app)) {
    apps.add(app);
    safely(() => watchApp(app, options, watch));
  }
  // Of a part of an app that nobody gave us: all that this middleware can see.
  const serve = serveWith((async (_request: Request, context: HonoContext, next: HonoNext) => {
    const found = requestContextOf(getCurrentHub());
    if (found) found.route = safely(() => honoTemplate(context.req.matchedRoutes ?? []));
    await watch.enter(context, next);
    if (context.error !== undefined) watch.failed(context, context.error);
    return context.res;
  }) as unknown as FetchHandler);
  return async function vigil(context: { req: { raw: Request } }, next: HonoNext): Promise<void> {
    if (requestContextOf(getCurrentHub())) return next();
    const holder = safely(() => (context as { executionCtx?: unknown }).executionCtx);
    await serve(undefined, [context.req.raw, context, next, holder], options);
  };
}

function isApp(app: unknown): app is HonoApp & object {
  return isObject(app) && typeof app['fetch'] === 'function' && isObject(app['router']);
}

function watchApp(app: HonoApp, options: FetchHandlerOptions, watch: Watch): void {
  watchHonoRouter(app, watch);
  const { fetch } = app;
  const serve = serveWith(function (this: unknown, ...args) {
    watch.begun(args[0]);
    return Reflect.apply(fetch, this, args);
  });
  app.fetch = copyShape(fetch, function (this: unknown, ...args: [Request, ...unknown[]]): unknown {
    watchErrorHandler(app, watch);
    return serve(this, args, options);
  });
}

/**
 * Sees what was thrown where no handler was found. Only once requests come: an app with another error handler than Hono's own answers
 * for itself where it is mounted.
 */
function watchErrorHandler(app: HonoApp, { failed }: HonoWatch): void {
  const { errorHandler } = app;
  if (typeof errorHandler !== 'function' || apps.has(errorHandler)) return;
  app.errorHandler = copyShape(errorHandler, function (this: unknown, error: unknown, context: HonoContext): unknown {
    failed(context, error);
    return errorHandler.call(this, error, context);
  });
  apps.add(app.errorHandler);
}

function createWatch(options: FetchHandlerOptions, userFromRequest: HonoOptions['userFromRequest']): Watch {
  // Where no async context lasts, the first handler is called in that of the request, and only it. Middleware may replace the request.
  const contexts = new WeakMap<object, RequestContext>();
  const contextOf = (context: HonoContext) => contexts.get(context) ?? contexts.get(context.req.raw) ?? requestContextOf(getCurrentHub());
  return {
    begun(request) {
      const found = carrier().port ? undefined : requestContextOf(getCurrentHub());
      if (found) contexts.set(request, found);
    },
    enter(context, call) {
      const found = contextOf(context);
      if (!found) return call();
      if (userFromRequest) found.readUser = () => userFromRequest(context as never);
      if (carrier().port) return call();
      contexts.set(context, found);
      return found.run(call);
    },
    failed(context, error) {
      safely(() => {
        const found = contextOf(context);
        if (found && getClient()?.isEnabled()) context.set('sentry', holdIn(found, error, 'auto.middleware.hono', options));
      });
    },
  };
}
