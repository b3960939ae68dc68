import { peek } from '../base/guards';
import { keysOf } from '../base/keysOf';

/**
 * The fields somebody put on an error (`code`, `status`, a payload): what says why it happened. By reference; the gate
 * copies, scrubs and cuts. Undefined when there are none.
 */
export function ownFields(error: object): Record<string, unknown> | undefined {
  let fields: Record<string, unknown> | undefined;
  for (const key of keysOf(error)) {
    // what the exception itself already says
    if (/^(name|message|stack|cause|errors?|suppressed|line|column|sourceURL|framesToPop)$/.test(key)) continue;
    const value = peek(error, key);
    if (value !== undefined && typeof value !== 'function') (fields ??= {})[key] = value;
  }
  return fields;
}
