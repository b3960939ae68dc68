import type { IncomingMessage, ServerResponse } from 'node:http';

// What is touched of Express 4 and 5. Both keep Node's own request and response and put prototypes of theirs under them.

export type Request = IncomingMessage & { params?: Record<string, unknown>; baseUrl?: string; route?: Route };
export type Response = ServerResponse & { sentry?: string };
export type Next = (error?: unknown) => void;

export interface Route {
  /** As the application wrote it. */
  path: unknown;
}
type HandleRequest = (this: Layer, request: Request, response: Response, next: Next) => unknown;
type HandleError = (this: Layer, error: unknown, request: Request, response: Response, next: Next) => unknown;

/** One entry of a router: middleware, a mounted router or app, a route; or one handler of a route. */
export interface Layer {
  route?: Route | undefined;
  /** Express 4. */
  handle_request?: HandleRequest;
  handle_error?: HandleError;
  /** Express 5. */
  handleRequest?: HandleRequest;
  handleError?: HandleError;
}

export interface Router {
  stack: Layer[];
  handle(request: Request, response: Response, done: Next): unknown;
}

export interface App {
  use(handler: unknown): unknown;
  handle(request: Request, response: Response, next?: Next): unknown;
  /** Express 4, from the first route on. */
  _router?: Router;
  lazyrouter?: unknown;
  /** Express 5. In 4 it is an accessor that throws. */
  router?: Router;
}
