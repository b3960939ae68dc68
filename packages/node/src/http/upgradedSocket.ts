import type { Duplex } from 'node:stream';
import { type Emit, emitIn } from './messageEmit';
import type { RequestHub } from './requestHub';

/** The socket given to `upgrade` and `connect` listeners belongs to their request for good: its listeners run in that context. */
export function bindSocket(socket: Duplex, hub: RequestHub): void {
  const original = socket.emit as Emit;
  const emit: Emit = (...args) => {
    if (args[0] === 'close') hub.close();
    return emitIn(hub, original, socket, args);
  };
  Object.defineProperty(socket, 'emit', { value: emit, writable: true, configurable: true });
}
