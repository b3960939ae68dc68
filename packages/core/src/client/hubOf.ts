import { getCurrentHub, type Hub } from '../scope/hub';
import type { Client } from './clientTypes';

/** The context of now where it is this client's, else its home: never another client's scopes. */
export function hubOf(client: Client): Hub {
  const hub = getCurrentHub();
  return hub.getClient() === client ? hub : client.home;
}
