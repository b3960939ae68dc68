import type { FetchOptions } from '../fetchOptions';
import { wrapFetchHandler } from '../withStorage';
import type { PagesContextOf } from './cloudflareTypes';
import { startOnce } from './startOnce';

/**
 * The middleware of a Pages project (`functions/_middleware.js`): `onRequest = sentryPagesPlugin({ dsn })`, or with a function of its
 * context where the DSN is in `env`. Every function behind it has a context of its own, and what it fails with is reported once.
 */
export function sentryPagesPlugin<Env = unknown>(
  optionsOf: (context: PagesContextOf<Env>) => FetchOptions | undefined,
): (context: PagesContextOf<Env>) => Promise<Response>;
export function sentryPagesPlugin<Env = unknown>(options: FetchOptions): (context: PagesContextOf<Env>) => Promise<Response>;
export function sentryPagesPlugin<Env>(
  options: FetchOptions | ((context: PagesContextOf<Env>) => FetchOptions | undefined),
): (context: PagesContextOf<Env>) => Promise<Response> {
  const serve = wrapFetchHandler(async (_request: Request, context: PagesContextOf<Env>) => context.next());
  return context => {
    startOnce(() => (typeof options === 'function' ? options(context) : options));
    return serve(context.request, context);
  };
}

/** One request served by `handler` in a context of its own, where a framework gives no other place. */
export async function wrapRequestHandler(
  given: { options: FetchOptions; request: Request; context?: { waitUntil(promise: Promise<unknown>): void } | undefined },
  handler: () => Response | Promise<Response>,
): Promise<Response> {
  startOnce(() => given.options);
  const serve = wrapFetchHandler(async (_request: Request, _context: unknown) => handler());
  return serve(given.request, given.context);
}
