import type { Socket } from 'node:net';
import { safely, wrapMethod } from '@vigil/core';
import { builtin, isLoaded } from '../env/builtin';

type Http2 = typeof import('node:http2');
type Undo = () => void;

const NOTHING: Undo = () => {};

/**
 * The class is not public: one session is made on a socket that never connects. Without a handle of its own the socket would be given one
 * that writes and is never let go of, with all that was made with it.
 */
function sessionPrototype(http2: Http2): object {
  const handle = { isStreamBase: true, close: NOTHING };
  const socket = Object.assign(new (builtin('node:net').Socket)(), { connecting: true, _handle: handle });
  const session = http2.connect('http://localhost', { createConnection: () => socket });
  session.on('error', NOTHING).destroy();
  return Object.getPrototypeOf(session);
}

/**
 * Calls `use` with the prototype of HTTP/2 client sessions: at once, or with the first connection that this process makes after it has
 * loaded http2, which costs a start 2 to 5 ms and is therefore not done for it. A session opens its connection before it takes a request.
 * Returns the undo.
 */
export function onClientSessions(use: (prototype: object) => Undo): Undo {
  const patch = () => safely(() => use(sessionPrototype(builtin('node:http2')))) ?? NOTHING;
  if (isLoaded('http2')) return patch();
  let undo = NOTHING;
  let isWatching = true;
  const watch = () => {
    isWatching = !isLoaded('http2');
    if (isWatching) return;
    undo();
    undo = patch();
  };
  undo = wrapMethod(builtin('node:net').Socket.prototype, 'connect', original => {
    const connect = function (this: Socket, ...args: unknown[]): Socket {
      if (isWatching) watch();
      return Reflect.apply(original, this, args);
    };
    return connect as typeof original;
  });
  return () => {
    isWatching = false;
    undo();
  };
}
