import { copyShape, explainWarnings, getClient, isObject, isThenable, peek, safely, warnAnyway } from '@vigil/core';
import type { FetchHandlerOptions } from './fetchHandlerOptions';
import { init } from './init';
import { type FetchHandler, serveWith } from './serveRequest';

/**
 * A fetch handler `(request, ...rest) => Response` whose requests have a context each, and whose errors, thrown or rejected, are reported
 * once and go on their way as the same value. What a framework answers itself does not come here (for Hono there is `honoMiddleware`).
 * Answers are the handler's own objects: no `Response` is cloned, no body read. `this`, further arguments, name and properties of the
 * handler are kept.
 *
 * Options may be a function of what follows the request, `(env, ctx) => ({ init: { dsn: env.SENTRY_DSN } })`; where those are missing,
 * as in a class of Workers, it is `this.env` and `this.ctx`. In a context that is a request's already (an http server of Node's, another
 * wrapped handler) that one is used.
 */
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

/** The same, with what starts the SDK. */
export function wrapHandlerWith<H>(
  start: typeof init,
  handler: H,
  options: FetchHandlerOptions | ((...rest: never[]) => FetchHandlerOptions),
): H {
  if (typeof handler !== 'function') return handler;
  const serve = serveWith(handler as unknown as FetchHandler);
  const choose = optionsReader(options);
  const wrapped = function (this: unknown, ...args: [Request, ...unknown[]]): unknown {
    const [, env = peek(this, 'env'), ctx = peek(this, 'ctx'), ...rest] = args;
    const chosen = choose([env, ctx, ...rest] as never[]);
    const { init: first } = chosen;
    if (first && !getClient()) safely(() => start(first));
    return serve(this, args, chosen);
  };
  const shaped = copyShape(handler, wrapped) as unknown as H & { length: number };
  // Deno calls a handler that names no parameter without the request
  if ('Deno' in globalThis && !shaped.length) Object.defineProperty(shaped, 'length', { value: 1, configurable: true });
  return shaped;
}

/** Of a function that throws, or answers no object, there are none, which is said once: there may be no client to say it, nor ever one. */
function optionsReader(options: FetchHandlerOptions | ((...rest: never[]) => FetchHandlerOptions)): (rest: never[]) => FetchHandlerOptions {
  let isTold = false;
  return rest => {
    const chosen: unknown = safely(() => (typeof options === 'function' ? options(...rest) : options));
    if (isObject(chosen) && !isThenable(chosen)) return chosen;
    // one that nobody else looks at must not end the process
    if (chosen instanceof Promise) chosen.catch(() => {});
    if (!isTold) {
      explainWarnings();
      warnAnyway('V041', 'options of wrapFetchHandler');
    }
    isTold = true;
    return {};
  };
}
