import { keepAliveWhile } from '../base/keepAliveWhile';
import type { Extension } from './platform';

/** A process does not end under somebody who awaits `flush`, `close`, `outcome` or `explain`, though none of our timers and sockets holds it. */
export const withKeepAlive: Extension = ({ client }) => {
  client.on('wait', (pending: PromiseLike<unknown>) => void keepAliveWhile(pending));
};
