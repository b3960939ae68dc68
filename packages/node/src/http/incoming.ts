import { IncomingMessage, ServerResponse } from 'node:http';
import { Server } from 'node:net';
import { wrapMethod } from '@vigil/core';
import type { IncomingSettings } from './httpOptions';
import { type Emit, wrapRequestEmit, wrapResponseEmit } from './messageEmit';
import { wrapServerEmit } from './serverEmit';
import { type SharedHook, settingsOf, useHook } from './sharedHook';

const hook: SharedHook<IncomingSettings> = { users: [], undo: undefined };

/** Gives every request of every http and https server of this process a context of its own. Returns the stop. */
export function startIncoming(settings: IncomingSettings): () => void {
  return useHook(hook, settings, install);
}

function install(): () => void {
  // http.Server and https.Server both inherit from net.Server, so that https need not be loaded to be covered.
  const server: { emit: Emit } = Server.prototype;
  const request: { emit: Emit } = IncomingMessage.prototype;
  const response: { emit: Emit } = ServerResponse.prototype;
  const undo = [
    wrapMethod(server, 'emit', original => wrapServerEmit(original, () => settingsOf(hook))),
    wrapMethod(request, 'emit', wrapRequestEmit),
    wrapMethod(response, 'emit', wrapResponseEmit),
  ];
  return () => {
    for (const restore of undo) restore();
  };
}
