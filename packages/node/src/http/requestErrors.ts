import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  type Client,
  getClient,
  getCurrentHub,
  holdError,
  isObject,
  judgeErrors,
  peek,
  refuse,
  safely,
  type User,
  uuid4,
  type Verdict,
} from '@vigil/core';
import { incomingSettings } from './httpOptions';
import { currentSettings } from './incoming';
import { REQUEST_HUB, RequestHub, type WithRequestHub } from './requestHub';

export interface RequestErrorOptions {
  /** Mechanism type, `auto.middleware.express`. */
  mechanism: string;
  shouldHandleError?: ((error: unknown, verdict: Verdict) => boolean) | undefined;
}

/** Node's own request of http, https or http2; a framework's wrapper of it will not do. */
type Request = object & WithRequestHub;

/**
 * The context of a request. One that no server of this process emitted (a framework's `inject`), or that came while the Http integration was
 * off, is given one here, which ends with its response. Undefined without an enabled client, and for what is no request.
 */
export function requestContext(request: Request, response: object): RequestHub | undefined {
  const known = contextOn(request);
  const client = getClient();
  if (known || !client?.isEnabled() || !isObject(response) || !isObject(peek(request, 'headers'))) return known;
  // one that takes no property, say
  return safely(() => makeContext(request as IncomingMessage & Request, response as object as ServerResponse, client));
}

function contextOn(request: Request): RequestHub | undefined {
  return peek(request, REQUEST_HUB as never) as RequestHub | undefined;
}

function makeContext(request: IncomingMessage & Request, response: ServerResponse, client: Client): RequestHub {
  const current = getCurrentHub();
  const settings = { ...(currentSettings() ?? incomingSettings({}, client)), counts: undefined };
  const hub = new RequestHub(request, response, settings, current.getIsolationScope().owner && current);
  request[REQUEST_HUB] = hub;
  response.once?.('finish', () => judgeErrors(hub, 'finished'));
  response.once?.('close', () => hub.close());
  return hub;
}

/**
 * For adapters of frameworks, where a request comes in: `next` in the context of the request. One that no server of this process emitted
 * is given a context here: what a framework injects, what a host of functions hands over, all requests where the Http integration is off.
 */
export function inRequestContext<T>(request: Request, response: object, next: () => T): T {
  const hub = contextOn(request) ? undefined : requestContext(request, response);
  return hub ? hub.run(() => next()) : next();
}

/**
 * For adapters of frameworks: an error that the framework caught while it served this request. It is reported when the response has ended
 * and shows a fault of the server's (status from 500 on, broken off, never answered), else it leaves a breadcrumb. Returns the id of the
 * event at once. The same error reported twice, or captured by hand too, is one event. Without a request there is nothing to wait for: it
 * is reported at once. Never throws.
 */
export function holdRequestError(request: Request, response: object, error: unknown, options: RequestErrorOptions): string {
  const hub = requestContext(request, response);
  if (hub) return holdError(hub, error, { ...options, look: () => hub.look() });
  if (!getClient()?.isEnabled()) return uuid4();
  refuse('holdRequestError', undefined, 'a request and its response');
  return getCurrentHub().captureException(error, { mechanism: { type: options?.mechanism, handled: false } });
}

/** For adapters of frameworks: the template of the route that serves this request. Its events are called `GET /users/:id` then. */
export function setRequestRoute(request: Request, route: string | undefined): void {
  const hub = contextOn(request);
  if (hub) hub.route = route;
}

/** For adapters of frameworks: who the user is, asked when an event is made of which the application did not say it. */
export function setRequestUser(request: Request, read: () => User | null | undefined): void {
  const hub = contextOn(request);
  if (hub) hub.readUser = read;
}
