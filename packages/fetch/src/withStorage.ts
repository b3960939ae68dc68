// What starts the SDK, with the AsyncLocalStorage of the runtime: contexts last across `await`. No entry: two of them have these names.

import { AsyncLocalStorage } from 'node:async_hooks';
import { type Client, readableOptions } from '@vigil/core';
import type { FetchHandlerOptions } from './fetchHandlerOptions';
import type { FetchOptions } from './fetchOptions';
import { createClient as createClientWithout, init as initWithout } from './init';
import { wrapHandlerWith } from './wrapFetchHandler';

/** `init` of `@vigil/fetch` with async context. */
export function init(options?: FetchOptions): Client {
  return initWithout({ AsyncLocalStorage, ...readableOptions(options) });
}

/** The same with nothing on but the `integrations` given. */
export function initWithoutDefaultIntegrations(options?: FetchOptions): Client {
  return init({ ...readableOptions(options), defaultIntegrations: false });
}

/** `createClient` of `@vigil/fetch` with async context. */
export function createClient(options: FetchOptions): Client {
  return createClientWithout({ AsyncLocalStorage, ...readableOptions(options) });
}

/** `wrapFetchHandler` of `@vigil/fetch`, whose `init` option starts with async context. */
export function wrapFetchHandler<A extends [request: Request, ...rest: unknown[]], R extends Response | Promise<Response>, P>(
  handler: ((...args: A) => R) & P,
  options?: FetchHandlerOptions | ((...rest: never[]) => FetchHandlerOptions),
): ((...args: A) => R) & P;
export function wrapFetchHandler<H extends (request: Request, ...rest: never[]) => Response | Promise<Response>>(
  handler: H,
  options?: FetchHandlerOptions | ((...rest: never[]) => FetchHandlerOptions),
): H;
export function wrapFetchHandler<H>(handler: H, options: FetchHandlerOptions | ((...rest: never[]) => FetchHandlerOptions) = {}): H {
  return wrapHandlerWith(init, handler, options);
}
