import { safely } from './base/safely';
import { captureException } from './capture';
import type { EventHint } from './client/hint';
import type { CaptureContext } from './scope/captureContext';

type Hint = EventHint | CaptureContext;

async function* watchAsync<T, R, N>(inner: AsyncGenerator<T, R, N>, report: (error: unknown) => void): AsyncGenerator<T, R, N> {
  try {
    return yield* inner;
  } catch (error) {
    report(error);
    throw error;
  }
}
function* watchSync<T, R, N>(inner: Generator<T, R, N>, report: (error: unknown) => void): Generator<T, R, N> {
  try {
    return yield* inner;
  } catch (error) {
    report(error);
    throw error;
  }
}

/** What a call answered, reporting what it throws later. Whatever is neither a promise nor a generator stays the same object. */
function watch(result: unknown, report: (error: unknown) => void): unknown {
  const kind = safely(() => ({}).toString.call(result));
  if (kind === '[object Generator]') return watchSync(result as Generator, report);
  if (kind === '[object AsyncGenerator]') return watchAsync(result as AsyncGenerator, report);
  // other thenables may only begin their work when asked: those are left alone
  if (!safely(() => result instanceof Promise)) return result;
  return (result as Promise<unknown>).catch((error: unknown) => {
    report(error);
    throw error;
  });
}

/**
 * A function that reports what `fn` throws, rejects with, or throws as a generator, and passes it on as the same object. `this`, arguments
 * and result are those of `fn`. A global handler that meets the error later adds nothing.
 */
export function wrap<F extends (...args: never[]) => unknown>(fn: F, hint?: Hint): F {
  const report = (error: unknown): void => void captureException(error, hint);
  function wrapped(this: unknown, ...args: never[]): unknown {
    let result: unknown;
    try {
      result = fn.apply(this, args);
    } catch (error) {
      report(error);
      throw error;
    }
    return watch(result, report);
  }
  safely(() => Object.defineProperties(wrapped, Object.getOwnPropertyDescriptors(fn)));
  return wrapped as F;
}
