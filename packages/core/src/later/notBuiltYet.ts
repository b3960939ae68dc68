import { safely } from '../base/safely';
import type { Client } from '../client/clientTypes';
import { getCurrentHub } from '../scope/hub';

/** Says once per client that this name is accepted and does nothing yet. */
export function notBuiltYet(name: string, client: Client | undefined = getCurrentHub().getClient()): void {
  client?.warn('V040', name);
}

/** Says that this name was given something it cannot take. */
export function refuse(name: string, client: Client | undefined = getCurrentHub().getClient()): void {
  client?.warn('V020', name);
}

/** Whether there is a text under that key. What cannot be read is none. */
export function hasText(value: unknown, key: string): boolean {
  return safely(() => typeof (value as Record<string, unknown>)[key] === 'string') ?? false;
}

/** Says so when options are given that are none. */
export function checkOptionsOf(name: string, options: unknown, client?: Client): void {
  if (options !== undefined && typeof options !== 'object') refuse(name, client);
}
