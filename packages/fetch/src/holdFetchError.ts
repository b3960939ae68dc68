import { captureException, getClient, getCurrentHub, uuid4 } from '@vigil/core';
import type { FetchHandlerOptions } from './fetchHandlerOptions';
import { holdIn } from './holdIn';
import { requestContextOf } from './requestContextOf';

export interface FetchErrorOptions extends Pick<FetchHandlerOptions, 'shouldHandleError'> {
  /** What caught it: `auto.http.h3`. */
  mechanism: string;
  /** The template of the route that failed, by which its events are called: `/users/:id`. */
  route?: string | undefined;
}

/**
 * For the error hook of a framework behind `wrapFetchHandler`: an error that it makes a `Response` of. It is reported when that is known and
 * shows a fault of the server's (status from 500 on), else it leaves a breadcrumb. Returns the id of the event at once. The same error told
 * twice, or captured by hand too, is one event. Outside of any request, or where no async context tells of it, it is reported at once.
 * Never throws.
 */
export function holdFetchError(error: unknown, options: FetchErrorOptions): string {
  const { mechanism, route, ...rest } = options ?? {};
  if (!getClient()?.isEnabled()) return uuid4();
  const context = requestContextOf(getCurrentHub());
  if (!context) return captureException(error, { mechanism: { type: mechanism, handled: false } });
  if (route) context.route = route;
  return holdIn(context, error, mechanism, rest);
}
