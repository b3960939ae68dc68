import type { Client } from '../client/clientTypes';
import type { Hub } from '../scope/hub';
import { carrier } from './carrier';

/**
 * Where `client` takes note of what the whole process is told of, a line of the console or of a logger. In a context only the context's
 * client does, else the line would be there twice; outside of any each client does, at home. Undefined: it is another client's.
 */
export function hubToTell(client: Client): Hub | undefined {
  const { port, active } = carrier();
  const hub = (port ? port.get() : active) ?? client.home;
  return hub.getClient() === client ? hub : undefined;
}
