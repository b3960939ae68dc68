import { peek } from '../base/guards';
import { messageOf } from '../base/messageOf';
import type { Client } from '../client/clientTypes';
import type { Hub } from '../scope/hub';

export interface Dismissed {
  error: unknown;
  eventId: string;
  /** What judged it. */
  by: 'status' | 'attempt';
  data: Record<string, unknown>;
}

/** An error that is not to be reported: a breadcrumb, and the outcome `filtered` for the event it would have been. */
export function dismissError(hub: Hub, client: Client, { error, eventId, by, data }: Dismissed): void {
  client.lose('filtered', 'error', 1, by, eventId);
  const name = peek(error, 'name');
  const message = `${typeof name === 'string' ? name : typeof error}: ${messageOf(error)}`;
  hub.addBreadcrumb({ type: 'error', category: 'exception', level: 'warning', message, data }, { error });
}
