import { keepAliveWhile } from '../base/keepAliveWhile';
import type { Extension } from './platform';

/**
 * A process does not end under somebody who awaits `flush`, `close`, `outcome` or `explain`, though none of our timers and sockets holds
 * it.
 */
export const withKeepAlive: Extension = ({ client, delivery }) => {
  // a disabled client has nothing to wait for
  if (delivery) client.on('wait', (pending: PromiseLike<unknown>) => void keepAliveWhile(pending));
};
