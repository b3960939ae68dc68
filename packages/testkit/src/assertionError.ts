type AssertionErrorClass = new (options: { message: string }) => Error;

interface Host {
  process?: { getBuiltinModule?(name: string): { AssertionError: AssertionErrorClass } | undefined };
}

/** What every test runner shows as a failed assertion, for hosts that have no `node:assert`. */
class OwnAssertionError extends Error {
  readonly code = 'ERR_ASSERTION';
  constructor(options: { message: string }) {
    super(options.message);
    this.name = 'AssertionError';
  }
}

/**
 * An `AssertionError`: Node's own class where there is one, so that `assert.throws(..., AssertionError)` knows it.
 * Its stack begins at the caller of `caller`, which is the line of the test.
 */
export function createAssertionError(message: string, caller?: (...args: never[]) => unknown): Error {
  const AssertionError = (globalThis as Host).process?.getBuiltinModule?.('node:assert')?.AssertionError ?? OwnAssertionError;
  const error = new AssertionError({ message });
  if (caller && 'captureStackTrace' in Error) Error.captureStackTrace(error, caller);
  return error;
}
