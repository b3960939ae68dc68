import { nodeModule } from './nodeModule';

/** What every test runner shows as a failed assertion, for hosts that have no `node:assert`. */
class OwnAssertionError extends Error {
  readonly code = 'ERR_ASSERTION';
  constructor(options: { message: string }) {
    super(options.message);
    this.name = 'AssertionError';
  }
}

/** What the test has called. */
export type Caller = (...args: never[]) => unknown;

/**
 * An `AssertionError`: Node's own class where there is one, so that `assert.throws(..., AssertionError)` knows it.
 * Its stack begins at the caller of `caller`, which is the line of the test.
 */
export function createAssertionError(message: string, caller?: Caller): Error {
  const AssertionError = nodeModule('node:assert')?.AssertionError ?? OwnAssertionError;
  const error = new AssertionError({ message });
  if (caller && 'captureStackTrace' in Error) Error.captureStackTrace(error, caller);
  return error;
}

/** For what fails later than it was asked for: its stack, too, begins at the caller of `caller`, as it is now. */
export function laterAssertionError(caller: Caller): (message: string) => Error {
  const place: { stack?: unknown } = {};
  if ('captureStackTrace' in Error) Error.captureStackTrace(place, caller);
  return message => {
    const error = createAssertionError(message);
    const { stack } = place;
    if (typeof stack === 'string') error.stack = `${error.name}: ${message}${/\n.*/s.exec(stack)?.[0] ?? ''}`;
    return error;
  };
}
