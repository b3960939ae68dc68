import { watchCalls } from './base/watchCalls';
import { captureException } from './capture';
import type { EventHint } from './client/hint';
import type { CaptureContext } from './scope/captureContext';
import { callbackOf } from './scope/refuse';

type Hint = EventHint | CaptureContext;

/**
 * A function that reports what `fn` throws, rejects with, or throws as a generator, and passes it on as the same object. `this`, arguments
 * and result are those of `fn`. A global handler that meets the error later adds nothing.
 */
export function wrap<F extends (...args: never[]) => unknown>(fn: F, hint?: Hint): F {
  const watch = {
    run: <T>(step: () => T): T => step(),
    failed: (error: unknown): void => void captureException(error, hint),
  };
  return watchCalls(callbackOf('wrap', fn), () => watch);
}
