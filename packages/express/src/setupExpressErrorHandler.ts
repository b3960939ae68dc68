import { type AdapterOptions, checkOptionsOf, expressErrorHandler, noteAdapter, type RequestOf, refuse, safely } from '@vigil/node';
import type { App } from './expressTypes';
import { routerOf, wrapRouter } from './wrapRouter';

const known = new WeakMap<object, AdapterOptions>();

/**
 * Reports what the routes and middleware of an Express app throw, reject with or hand to `next`, when the response shows that it was the
 * server's fault. May stand anywhere: before or after the routes, the application's own error handlers and `init`. Once an app; called
 * again it changes the options. `res.sentry` is the event's id from the throw on.
 *
 * What is no Express app (Connect) gets `expressErrorHandler` as error middleware, which must stand after the routes.
 */
export function setupExpressErrorHandler<A extends { use(handler: unknown): unknown }, R = RequestOf<A>>(
  app: A,
  options?: AdapterOptions<R>,
): void {
  noteAdapter('express');
  const given = checkOptionsOf('setupExpressErrorHandler', options);
  safely(
    () => setUp(app, given),
    () => refuse('setupExpressErrorHandler', undefined, 'an app of Express or Connect'),
  );
}

function setUp(app: { use(handler: unknown): unknown }, options: AdapterOptions): void {
  const before = known.get(app);
  if (before) {
    before.shouldHandleError = options.shouldHandleError as never;
    before.userFromRequest = options.userFromRequest as never;
  } else if (isExpress(app)) {
    const own = { ...options } as AdapterOptions;
    known.set(app, own);
    wrapFirstRequest(app, own);
  } else app.use(expressErrorHandler(options));
}

function isExpress(app: Partial<App>): app is App {
  return typeof app.handle === 'function' && ('lazyrouter' in app || 'router' in app);
}

/** The router is looked at when the first request comes that has one: by then its settings stand, and nothing was made for us. */
function wrapFirstRequest(app: App, options: AdapterOptions): void {
  const own = Object.getOwnPropertyDescriptor(app, 'handle');
  const original = app.handle;
  let isDone = false;
  const handle: App['handle'] = function (this: unknown, ...args) {
    if (!isDone) safely(install);
    return original.apply(this, args);
  };
  const install = (): void => {
    const router = routerOf(app);
    if (!router) return;
    isDone = true;
    if (app.handle === handle && own) Object.defineProperty(app, 'handle', own);
    wrapRouter(router, options);
  };
  app.handle = handle;
}
