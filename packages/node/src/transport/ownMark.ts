/** Stands on our own requests, their options and agents: instrumentation of outgoing http passes them by. */
export const OWN: unique symbol = Symbol.for('vigil/1/own');

/** True for what carries the mark: a request, the options of one, or an agent. */
export function isOwn(value: object): boolean {
  return (value as { [OWN]?: boolean })[OWN] === true;
}

export function markOwn<T extends object>(value: T): T {
  (value as { [OWN]?: boolean })[OWN] = true;
  return value;
}
