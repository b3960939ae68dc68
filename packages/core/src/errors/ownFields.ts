import { isError, peek } from '../base/guards';
import { keysOf } from '../base/keysOf';

/**
 * The fields somebody put on an error (`code`, `status`, a payload): what says why it happened. By reference; the gate
 * copies, scrubs and cuts. A cause that is no error is one of them. Undefined when there are none.
 */
export function ownFields(error: object): Record<string, unknown> | undefined {
  let fields: Record<string, unknown> | undefined;
  // `new Error(text, { cause })` makes a cause that is not listed
  for (const key of ['cause', ...keysOf(error)]) {
    const value = peek(error, key);
    const isElsewhere =
      typeof value === 'function' ||
      // what the exception itself already says
      /^(name|message|stack|errors?|suppressed|line|column|sourceURL|framesToPop)$/.test(key) ||
      (key === 'cause' && isError(value));
    if (value !== undefined && !isElsewhere) (fields ??= {})[key] = value;
  }
  return fields;
}
