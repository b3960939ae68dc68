import type { IncomingMessage, ServerResponse } from 'node:http';
import { type AdapterOptions, checkOptionsOf, copyShape, isObject, isThenable, refuse, safely, wrapMethod } from '@vigil/core';
import { holdRequestError, inRequestContext, type RequestErrorOptions, setRequestRoute, setRequestUser } from '../http/requestErrors';
import { noteAdapter } from './noteAdapter';

/** What is used of Koa's context. */
export interface KoaContext {
  req: IncomingMessage;
  res: ServerResponse;
  state?: unknown;
}
type Middleware = (context: KoaContext, next: () => Promise<unknown>) => unknown;
interface KoaApp {
  use(middleware: Middleware): unknown;
  middleware: Middleware[];
  /** What all its contexts inherit from. */
  context: { onerror?(error: unknown): unknown };
}

const ROUTE: unique symbol = Symbol('vigil.route');
const watchedApps = new WeakSet<object>();

/**
 * Reports what middleware of Koa 2 and 3 throws and what its bodies fail with, judged by the response: 500 and more, or broken off. Where it stands among the
 * application's middleware does not matter, nor what error handlers of its own answer. With `@koa/router` events are called by their route.
 * The error goes on its way, and Koa's line on stderr stays.
 */
export function setupKoaErrorHandler<A extends { use(middleware: never): unknown }>(app: A, options?: AdapterOptions<KoaContext>): void {
  const { shouldHandleError, userFromRequest } = checkOptionsOf('setupKoaErrorHandler', options);
  const given = app as unknown as KoaApp;
  if (!isObject(app) || !Array.isArray(given.middleware) || typeof given.use !== 'function') {
    refuse('setupKoaErrorHandler', undefined, 'an app of Koa');
    return;
  }
  noteAdapter('koa');
  // twice set up it is one, as an app is reported by one client
  if (watchedApps.has(app)) return;
  watchedApps.add(app);
  const held: RequestErrorOptions = { mechanism: 'auto.middleware.koa', shouldHandleError: shouldHandleError as never };
  const failed = ({ req, res }: KoaContext, error: unknown) => void safely(() => holdRequestError(req, res, error, held));
  const enter = (context: KoaContext, call: () => unknown) =>
    inRequestContext(context.req, context.res, () => {
      if (userFromRequest) setRequestUser(context.req, () => userFromRequest(context));
      return call();
    });
  safely(() => nameByRoute(given.context));
  safely(() => watchOnError(given.context, failed));
  safely(() => watchMiddleware(given, enter, failed));
}

/** `@koa/router` writes there which of its routes it found, before it calls what was given to it. */
function nameByRoute(context: object): void {
  Object.defineProperty(context, '_matchedRoute', {
    configurable: true,
    get(this: { [ROUTE]?: unknown }) {
      return this[ROUTE];
    },
    set(this: KoaContext & { [ROUTE]?: unknown }, route: unknown) {
      this[ROUTE] = route;
      setRequestRoute(this.req, String(route));
    },
  });
}

/** Where Koa is told of a body that fails while it is sent, and an application of what fails after its middleware. */
function watchOnError(context: KoaApp['context'], failed: (context: KoaContext, error: unknown) => void): void {
  wrapMethod(context, 'onerror', original => {
    return function (this: KoaContext, error: unknown): unknown {
      // it is called without one at each end of a response
      if (error) failed(this, error);
      return original.call(this as never, error);
    };
  });
}

/** All that is there and all that comes, each in its place: an error is met where it begins, whoever answers it. */
function watchMiddleware(
  app: KoaApp,
  enter: (context: KoaContext, call: () => unknown) => unknown,
  failed: (context: KoaContext, error: unknown) => void,
): void {
  const entered = new WeakSet<KoaContext>();
  const watched = (middleware: Middleware): Middleware =>
    copyShape(middleware, function (this: unknown, context: KoaContext, next: () => Promise<unknown>): unknown {
      const rethrow = (error: unknown): never => {
        failed(context, error);
        throw error;
      };
      try {
        // one frame of ours for each that calls the next: a stack has room for ten
        const isFirst = !entered.has(context);
        if (isFirst) entered.add(context);
        const result = isFirst ? enter(context, () => middleware.call(this, context, next)) : middleware.call(this, context, next);
        return isThenable(result) ? result.then(undefined, rethrow) : result;
      } catch (error) {
        return rethrow(error);
      }
    });
  app.middleware.forEach((middleware, at) => {
    app.middleware[at] = watched(middleware);
  });
  const { use } = app;
  app.use = copyShape(use, function (this: KoaApp, ...given: Parameters<typeof use>): unknown {
    const from = app.middleware.length;
    const answer = Reflect.apply(use, this, given);
    for (let at = from; at < app.middleware.length; at++) app.middleware[at] = watched(app.middleware[at]!);
    return answer;
  });
}
