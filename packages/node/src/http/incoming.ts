import { type SharedHook, settingsOf, useHook, wrapMethod } from '@vigil/core';
import { builtin } from '../env/builtin';
import type { IncomingSettings } from './httpOptions';
import { createLatePatches, type LatePatches } from './latePatches';
import { type Emit, wrapRequestEmit, wrapResponseEmit } from './messageEmit';
import { wrapServerEmit } from './serverEmit';

const hook: SharedHook<IncomingSettings> = { users: [], undo: undefined };

/** Gives every request of every http, https and http2 server of this process a context of its own. Returns the stop. */
export function startIncoming(settings: IncomingSettings): () => void {
  return useHook(hook, settings, install);
}

function install(): () => void {
  const { Server: HttpServer, IncomingMessage, ServerResponse } = builtin('node:http');
  const { Server } = builtin('node:net');
  // All servers inherit from net.Server, so that neither https nor http2 need be loaded to be covered. On Bun, those of http do not.
  const servers: { emit: Emit }[] = HttpServer.prototype instanceof Server ? [Server.prototype] : [Server.prototype, HttpServer.prototype];
  const request: { emit: Emit } = IncomingMessage.prototype;
  const response: { emit: Emit } = ServerResponse.prototype;
  const wrapServer = (original: Emit) =>
    wrapServerEmit(
      original,
      () => settingsOf(hook),
      () => late,
    );
  const late: LatePatches = createLatePatches(wrapServer);
  const undo = [
    ...servers.map(server => wrapMethod(server, 'emit', wrapServer)),
    wrapMethod(request, 'emit', wrapRequestEmit),
    wrapMethod(response, 'emit', wrapResponseEmit),
    late.undo,
  ];
  return () => {
    for (const restore of undo) restore();
  };
}
