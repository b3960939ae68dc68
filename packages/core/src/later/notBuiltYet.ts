import { safely } from '../base/safely';
import type { Client } from '../client/clientTypes';
import { getCurrentHub } from '../scope/hub';

/** Says once per client that this name is accepted and does nothing yet. */
export function notBuiltYet(name: string, client: Client | undefined = getCurrentHub().getClient()): void {
  client?.warn('V040', name);
}

/** Whether there is a text under that key. What cannot be read is none. */
export function hasText(value: unknown, key: string): boolean {
  return safely(() => typeof (value as Record<string, unknown>)[key] === 'string') ?? false;
}
