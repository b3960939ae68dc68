import type { Client, SharedHook } from '@vigil/core';
import { hasPending, safely } from '@vigil/core';

/** The end of the process, and whose unsent envelopes are looked after then: those of every client, whatever else it watches. */
export const processEnd: SharedHook<Client> = { users: [], undo: undefined };

export function endingClients(): Client[] {
  return [...processEnd.users];
}

/** True where it cannot be said, in an application that changed what its objects have in common. */
export function isAnythingPending(client: Client): boolean {
  const look = (): boolean => {
    const stats = client.stats();
    return stats.queueBytes > 0 || hasPending(stats);
  };
  return safely(look) ?? true;
}
