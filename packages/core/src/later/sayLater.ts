import type { Client } from '../client/clientTypes';

/** One debug line for those of Sentry's options of this name that are taken and have no effect yet. */
export function sayLater(client: Client, name: string, options: object, later: readonly string[]): void {
  const given = later.filter(key => (options as Record<string, unknown>)[key] !== undefined);
  if (given.length) client.debug(`${name}: ${given.join(', ')} without effect yet`);
}
