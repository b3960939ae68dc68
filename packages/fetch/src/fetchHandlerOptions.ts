import type { AdapterOptions, Callback, RequestOptions, Verdict } from '@vigil/core';
import type { FetchOptions } from './fetchOptions';

export interface FetchHandlerOptions extends Omit<AdapterOptions, 'shouldHandleError'>, RequestOptions {
  /**
   * Says instead of the default whether to report, when the response is known. Default: thrown, or answered with 500 and more. One that
   * throws means the default.
   */
  shouldHandleError?: Callback<(error: unknown, verdict: Verdict) => boolean> | undefined;
  /** True, or thrown: nothing of this request's body is kept. Gets the full URL. */
  ignoreRequestBody?: Callback<(url: string, request: Request) => boolean> | undefined;
  /** The first request starts the SDK with these, unless it runs: for runtimes that show a DSN to requests alone. */
  init?: FetchOptions | undefined;
  /** The template of the route that answers (`/users/:id`), where no framework says it. Asked when an event is made. */
  route?: Callback<(request: Request) => string | undefined> | undefined;
  /** Holds the worker until what was captured is delivered. Default: that of any argument of the handler that has one. */
  waitUntil?: Callback<(promise: Promise<unknown>) => void> | undefined;
}
