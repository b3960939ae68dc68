import { type Client, getClient } from '@vigil/core';

/** Says once per client that this name is accepted and does nothing yet. */
export function notBuiltYet(name: string, client: Client | undefined = getClient()): void {
  client?.warn('V040', name);
}

/** Says that this name was given something it cannot take. */
export function refuse(name: string, client: Client | undefined = getClient()): void {
  client?.warn('V020', name);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
