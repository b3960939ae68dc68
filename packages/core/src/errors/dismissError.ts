import { peek } from '../base/guards';
import type { Client } from '../client/clientTypes';
import { messageOf } from '../client/messageOf';
import type { Hub } from '../scope/hub';

export interface Dismissed {
  error: unknown;
  eventId: string;
  /** Of the response. */
  status: number;
}

/** An error that is none of the server's: a breadcrumb, and the outcome `filtered` by `status` for the event it would have been. */
export function dismissError(hub: Hub, client: Client, { error, eventId, status }: Dismissed): void {
  client.lose('filtered', 'error', 1, 'status', eventId);
  const name = peek(error, 'name');
  const message = `${typeof name === 'string' ? name : typeof error}: ${messageOf(error)}`;
  hub.addBreadcrumb({ type: 'error', category: 'exception', level: 'warning', message, data: { status_code: status } }, { error });
}
