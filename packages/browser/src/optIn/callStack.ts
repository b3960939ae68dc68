/** An error with the stack of whoever called the function that calls this one. */
export function callStack(): Error {
  return Object.assign(new Error(), { framesToPop: 2 });
}
