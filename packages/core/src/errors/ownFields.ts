import { peek } from '../base/guards';
import { safely } from '../base/safely';

/** The first hundred keys of anything; a hostile Proxy has none, bytes neither. A list of millions is not listed for that. */
export function keysOf(value: object): string[] {
  if (ArrayBuffer.isView(value)) return [];
  return safely(() => Object.keys(Array.isArray(value) ? value.slice(0, 100) : value).slice(0, 100)) ?? [];
}

/**
 * The fields somebody put on an error (`code`, `status`, a payload): what says why it happened. By reference; the gate
 * copies, scrubs and cuts. Undefined when there are none.
 */
export function ownFields(error: object): Record<string, unknown> | undefined {
  let fields: Record<string, unknown> | undefined;
  for (const key of keysOf(error)) {
    const value = peek(error, key);
    // what the exception itself already says
    if (/^(name|message|stack|cause|errors?|suppressed|line|column|sourceURL|framesToPop)$/.test(key)) continue;
    if (value !== undefined && typeof value !== 'function') fields = { ...fields, [key]: value };
  }
  return fields;
}
