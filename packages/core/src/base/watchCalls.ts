import { copyShape } from './copyShape';
import { isThenable } from './guards';
import { safely } from './safely';

/** What one call is watched with. None of these may throw of itself. */
export interface Watch {
  /** Runs the call, and each step of a generator that it answers. */
  run<T>(step: () => T): T;
  /** Told what was thrown, before the caller is. */
  failed(error: unknown): void;
  /** Awaited before a promise settles or an asynchronous generator ends. Given, whatever has a `then` is taken for a promise. */
  ended?(): PromiseLike<unknown> | undefined;
}

async function watchPromise<T>(result: PromiseLike<T>, { failed, ended }: Watch): Promise<T> {
  try {
    return await result;
  } catch (error) {
    failed(error);
    throw error;
  } finally {
    if (ended) await ended();
  }
}

/** A generator's body runs where its next value is asked for: each step is brought back to where it began. */
function steps(inner: object, run: Watch['run'], self: symbol): object {
  const step = (name: string) => {
    const go = (inner as Record<string, (value: unknown) => unknown>)[name]!;
    return (value: unknown) => run(() => go.call(inner, value));
  };
  return {
    [self]() {
      return this;
    },
    next: step('next'),
    return: step('return'),
    throw: step('throw'),
  };
}
async function* watchAsync(inner: object, { failed, ended, run }: Watch): AsyncGenerator {
  try {
    return yield* steps(inner, run, Symbol.asyncIterator) as AsyncGenerator;
  } catch (error) {
    failed(error);
    throw error;
  } finally {
    if (ended) await ended();
  }
}
function* watchSync(inner: object, { failed, run }: Watch): Generator {
  try {
    return yield* steps(inner, run, Symbol.iterator) as Generator;
  } catch (error) {
    failed(error);
    throw error;
  }
}

/** What a call answered, watched further. Whatever is neither a promise nor a generator stays the same object. */
export function watchResult(result: unknown, watch: Watch): unknown {
  const kind = safely(() => ({}).toString.call(result));
  if (kind === '[object Generator]') return watchSync(result as object, watch);
  if (kind === '[object AsyncGenerator]') return watchAsync(result as object, watch);
  // other thenables may only begin their work when asked: those are left alone unless somebody asks anyway. What an async function answers is
  // no instance of what zone.js or a library puts in the place of `Promise`
  const isPromise = watch.ended || kind === '[object Promise]' || safely(() => result instanceof Promise);
  return isPromise && isThenable(result) ? watchPromise(result as PromiseLike<unknown>, watch) : result;
}

/**
 * `fn` with each of its calls watched: what it throws, rejects with, or throws as a generator is told and passed on as the same object.
 * `this`, arguments, result, name, length and fields are those of `fn`.
 */
export function watchCalls<F extends (...args: never[]) => unknown>(fn: F, start: (args: unknown[], self: unknown) => Watch): F {
  function watched(this: unknown, ...args: never[]): unknown {
    const watch = start(args, this);
    try {
      // a promise made there belongs there: should nobody catch it, its rejection is told in that context
      return watch.run(() => watchResult(fn.apply(this, args), watch));
    } catch (error) {
      watch.failed(error);
      throw error;
    }
  }
  return copyShape(fn, watched) as F;
}
