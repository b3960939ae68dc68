/** Of a sidecar that is not there. */
const FAILURES = 3;

/** Told how each try went, it says whether to give up: three failures in a row, or more. */
export function createPatience(): (hasFailed: boolean) => boolean {
  let failures = 0;
  return hasFailed => {
    failures = hasFailed ? failures + 1 : 0;
    return failures >= FAILURES;
  };
}
