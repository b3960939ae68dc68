import { isError, peek } from '../base/guards';
import type { CaptureInput } from '../client/stages';
import { exceptionsOf } from '../scope/exceptionsOf';

/** Type, text and raw stack of what was captured, '' for what is missing; nothing is built for it. */
export function titleOf({ error, message, event }: Partial<CaptureInput>, head?: number): string[] {
  const last = exceptionsOf(event).at(-1);
  const title = isError(error)
    ? ['name', 'message', 'stack'].map(key => peek(error, key))
    : [last?.type, error ?? message ?? last?.value ?? event?.message];
  return title.map(part => (typeof part === 'string' ? part.slice(0, head) : ''));
}
