import { holdError, judgeErrors, peek, type RequestContext, safely } from '@vigil/core';
import type { FetchHandlerOptions } from './fetchHandlerOptions';

/** Remembers an error until the response of this context is known; it is judged at once where that has been given already. Returns its id. */
export function holdIn(context: RequestContext, error: unknown, mechanism: string, { shouldHandleError }: FetchHandlerOptions): string {
  context.route ??= safely(() => context.readRoute?.());
  const id = holdError(context, error, { mechanism, shouldHandleError, look: () => context.look() });
  if (peek(context, 'closedAt')) judgeErrors(context, 'finished');
  return id;
}
