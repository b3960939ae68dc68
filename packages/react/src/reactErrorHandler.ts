import { originalOf } from '@vigil/browser';
import type { ErrorInfo } from 'react';
import { captureReactException } from './captureReactException';
import { ErrorBoundary } from './errorBoundary';

/** What React 19 tells its root handlers; of a caught error also who caught it. */
type RootErrorInfo = { [Key in keyof ErrorInfo]?: ErrorInfo[Key] | undefined } & { errorBoundary?: unknown };

/**
 * For `onUncaughtError`, `onCaughtError` and `onRecoverableError` of React 19's roots: reports, then calls `callback`. With one the error
 * counts as handled. Without one it is printed, because React prints nothing where it has a handler. What an `ErrorBoundary` of this
 * package catches is left to that one, which reports it right after.
 */
export function reactErrorHandler<I extends RootErrorInfo = RootErrorInfo>(
  callback?: (error: unknown, errorInfo: I, eventId: string | undefined) => void,
): (error: unknown, errorInfo: I) => void {
  return (error, errorInfo) => {
    const mechanism = { type: 'auto.function.react.error_handler', handled: typeof callback === 'function' };
    const isCaught = errorInfo?.errorBoundary instanceof ErrorBoundary;
    const eventId = isCaught ? undefined : captureReactException(error, errorInfo, { mechanism });
    if (typeof callback === 'function') callback(error, errorInfo, eventId);
    else originalOf(console.error).call(console, error);
  };
}
