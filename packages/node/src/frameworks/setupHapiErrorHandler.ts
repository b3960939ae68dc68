import type { IncomingMessage, ServerResponse } from 'node:http';
import { type AdapterOptions, checkOptionsOf, refuse, safely, wrapMethod } from '@vigil/core';
import { holdRequestError, inRequestContext, setRequestRoute, setRequestUser } from '../http/requestErrors';
import { noteAdapter } from './noteAdapter';

/** What is used of Hapi's request. */
export interface HapiRequest {
  raw: { req: IncomingMessage; res: ServerResponse };
  route: { path: string };
  auth?: { credentials?: unknown };
}
type Dispatch = (message: IncomingMessage, response: ServerResponse) => unknown;
interface HapiServer {
  /** What all requests go through; made once for the server's own, anew for each that is injected. */
  _core?: { _dispatch?(options?: object): Dispatch };
  ext(point: string, method: (request: HapiRequest, toolkit: { continue: symbol }) => symbol): unknown;
  events: { on(criteria: object, listener: (request: HapiRequest, event: { error?: unknown; tags: string[] }) => void): unknown };
}

/** An injected request has its context from its first extension on, as those have that a server emitted. */
function giveContexts({ _core: core }: HapiServer): void {
  if (!core) return;
  wrapMethod(core as Required<typeof core>, '_dispatch', original => {
    return function (this: unknown, options) {
      const dispatch = original.call(this, options);
      return (message, response) => inRequestContext(message, response, () => dispatch(message, response));
    };
  });
}

/**
 * Reports what routes and extensions of a server of Hapi 21 fail with, judged by the response: 500 and more, or broken off, what
 * `onPreResponse` made a page of too, and those that Hapi itself answers for because of `timeout.server`. Where it stands among routes does not matter. Events are called by their route.
 */
export async function setupHapiErrorHandler<S extends object>(server: S, options?: AdapterOptions<HapiRequest>): Promise<void> {
  const { shouldHandleError, userFromRequest } = checkOptionsOf('setupHapiErrorHandler', options);
  const held = { mechanism: 'auto.function.hapi', shouldHandleError: shouldHandleError as never };
  const known = (request: HapiRequest) => {
    setRequestRoute(request.raw.req, request.route.path);
    if (userFromRequest) setRequestUser(request.raw.req, () => userFromRequest(request));
  };
  safely(
    () => {
      const hapi = server as unknown as HapiServer;
      giveContexts(hapi);
      hapi.ext('onPreAuth', (request, toolkit) => {
        // where its context did not begin before
        safely(() => inRequestContext(request.raw.req, request.raw.res, () => known(request)));
        return toolkit.continue;
      });
      hapi.events.on({ name: 'request', channels: ['error', 'internal'] }, (request, { error, tags }) => {
        // each channel tells of more than errors; of `timeout.server` it tells before there is one, and nobody sees that of its answer
        const thrown = error ?? (tags.includes('timeout') && new Error('Server timeout'));
        if (!thrown) return;
        safely(() => known(request));
        holdRequestError(request.raw.req, request.raw.res, thrown, held);
      });
      noteAdapter('hapi');
    },
    () => refuse('setupHapiErrorHandler', undefined, 'a server of Hapi'),
  );
}
