import type { Callback, User } from '@vigil/core';
import type { FetchHandlerOptions } from './fetchHandlerOptions';

/** What is used of a context of Hono 4. */
export interface HonoContext {
  req: { raw: Request; matchedRoutes?: HonoRoute[] };
  env?: unknown;
  res?: unknown;
  /** What the app, or a sub-app with an error handler of its own, has caught. */
  error?: unknown;
  set(key: string, value: unknown): void;
}
export type HonoNext = () => Promise<void>;
export type HonoHandler = (this: unknown, context: HonoContext, next: HonoNext) => unknown;

export interface HonoRoute {
  path: string;
  method: string;
  handler: HonoHandler;
}
/** As routers keep it: a handler and the route it was given to. */
export type HonoEntry = [handler: HonoHandler, route?: HonoRoute];
export interface HonoRouter {
  name: string;
  add(method: string, path: string, entry: HonoEntry): void;
  match(method: string, path: string): [Array<[entry: HonoEntry, parameters: unknown]>, ...unknown[]];
}
export interface HonoApp {
  fetch(request: Request, ...rest: unknown[]): unknown;
  router: HonoRouter;
  errorHandler?: (error: unknown, context: HonoContext) => unknown;
}

/** `C` is the app's context. */
export interface HonoOptions<C = never> extends Omit<FetchHandlerOptions, 'init' | 'route' | 'userFromRequest'> {
  /** Who the user is, by Hono's context; asked only when an event is made. What `setUser` said goes first. */
  userFromRequest?: Callback<(context: C) => User | null | undefined> | undefined;
}

type Handler<A> = A extends { onError(handler: infer H): unknown } ? H : (error: unknown, context: AnyContext) => unknown;
/** The context of an app, as its own types say it. */
export type ContextOf<A> = Handler<A> extends (...args: infer P extends [unknown, unknown]) => unknown ? P[1] : never;
interface AnyContext extends Omit<HonoContext, 'req'> {
  req: { raw: Request; header(name: string): string | undefined };
  get(key: string): unknown;
}
