import { type CaptureContext, captureException, type EventHint, isError, peek, toHint, withScope } from '@vigil/browser';
import { version } from 'react';

/**
 * Reports what React caught, with the component stack: as the last cause of an error, and in `contexts.react`. `info` is what React hands
 * to `componentDidCatch` and to its root handlers. Returns the event's id.
 */
export function captureReactException(
  error: unknown,
  info: { componentStack?: string | null | undefined },
  hint?: EventHint | CaptureContext,
): string {
  const componentStack = stackIn(info);
  return withScope(scope => {
    scope.setContext('react', { version, componentStack });
    const cause = isError(error) && componentStack ? { cause: causeOf(error, componentStack) } : {};
    return captureException(error, { ...toHint(hint), ...cause });
  });
}

/** '' where React says nothing. */
export function stackIn(info: unknown): string {
  const stack = peek(info, 'componentStack');
  return typeof stack === 'string' ? stack : '';
}

function causeOf(error: Error, componentStack: string): Error {
  const cause = new Error(String(peek(error, 'message') ?? ''));
  cause.name = `React ErrorBoundary ${peek(error, 'name')}`;
  // begun as engines begin theirs: what reads it takes the message out first
  cause.stack = `${cause.name}: ${cause.message}\n${componentStack}`;
  return cause;
}
