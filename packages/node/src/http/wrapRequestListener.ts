import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Callback, callbackOf, checkOptionsOf, copyShape, type FrameworkError, type User, type Verdict } from '@vigil/core';
import { callIn } from './asyncContext';
import { holdRequestError, type RequestErrorOptions, requestContext, setRequestUser } from './requestErrors';

/** `R` is the listener's request. */
export interface RequestListenerOptions<R = never> {
  /** Whether to report, instead of the default (status from 500 on, broken off, never answered). */
  shouldHandleError?: Callback<(error: FrameworkError, verdict: Verdict) => boolean> | undefined;
  /** Asked only when an event is made. */
  userFromRequest?: Callback<(request: R) => User | null | undefined> | undefined;
}

/**
 * A listener of http, https or http2 servers (`(request, response)`) whose errors, thrown or rejected, are judged by the response: see
 * `holdRequestError`. They go on their way as the same value; `this` and arguments too. Where the Http integration is off, it gives the
 * request its context.
 */
export function wrapRequestListener<L extends (request: IncomingMessage, response: ServerResponse) => unknown, R = IncomingMessage>(
  listener: L,
  options?: RequestListenerOptions<R>,
): L;
export function wrapRequestListener<L extends (...args: never[]) => unknown, R = Parameters<L>[0]>(
  listener: L,
  options?: RequestListenerOptions<R>,
): L;
export function wrapRequestListener<L extends (...args: never[]) => unknown>(given: L, options?: RequestListenerOptions): L {
  const listener = callbackOf('wrapRequestListener', given);
  const { shouldHandleError, userFromRequest } = checkOptionsOf('wrapRequestListener', options);
  const held: RequestErrorOptions = { mechanism: 'auto.http.node', shouldHandleError: shouldHandleError as never };
  const wrapped = function (this: unknown, ...args: [object, object]): unknown {
    const [request, response] = args;
    const hub = requestContext(request, response);
    if (!hub) return Reflect.apply(listener, this, args);
    if (userFromRequest) setRequestUser(request, () => userFromRequest(request as never));
    const note = (error: unknown): never => {
      holdRequestError(request, response, error, held);
      throw error;
    };
    try {
      const result = callIn(hub, listener as never, this as object, args as never) as unknown;
      // Handed on in place of the one it follows: unhandled as that would be, or handled by whoever handles that.
      return result instanceof Promise ? result.then(undefined, note) : result;
    } catch (error) {
      return note(error);
    }
  };
  return copyShape(listener, wrapped as unknown as L);
}
