import type { Client } from '@vigil/core';

/** An error that is nobody's: counted, once for each client of the page (api.md section 8). */
export function countOrphan(client: Client): void {
  client.lose('filtered', 'error', 1, 'owner');
}
