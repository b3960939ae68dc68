import { type Client, getClient } from '@vigil/core';

/** Says once per client that this name is v7's, and what stands for it today. Before `init` there is nobody to say it. */
export function deprecated(name: string, instead: string, client: Client | undefined = getClient()): void {
  client?.warn('V044', name, instead);
}
