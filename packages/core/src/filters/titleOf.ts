import { isObject, peek } from '../base/guards';
import { keysOf } from '../base/keysOf';
import { lastOf } from '../base/lists';
import type { CaptureInput } from '../client/stages';
import { exceptionsOf } from '../scope/exceptionsOf';

/** Type, text and raw stack of what was captured, '' for what is missing; nothing is built for it. */
export function titleOf({ error, event }: Partial<CaptureInput>, head?: number): string[] {
  const last = lastOf(exceptionsOf(event));
  const title = isObject(error)
    ? [peek(error, 'name'), peek(error, 'message') ?? keysOf(error).join(), peek(error, 'stack')]
    : [last?.type, error ?? last?.value ?? event?.message ?? peek(event?.logentry, 'message')];
  return title.map(part => (typeof part === 'string' ? part.slice(0, head) : ''));
}
