import { type SharedHook, settingsOf, useHook, wrapMethod } from '@vigil/core';
import { builtin, isLoaded } from '../env/builtin';
import type { IncomingSettings } from './httpOptions';
import { createLatePatches, type LatePatches } from './latePatches';
import { type Emit, wrapRequestEmit, wrapResponseEmit } from './messageEmit';
import { RequestHub } from './requestHub';
import { wrapServerEmit } from './serverEmit';

const hook: SharedHook<IncomingSettings> = { users: [], undo: undefined };

/** Gives every request of every http, https and http2 server of this process a context of its own. Returns the stop. */
export function startIncoming(settings: IncomingSettings): () => void {
  return useHook(hook, settings, install);
}

/** Of the integration that is on. */
export function currentSettings(): IncomingSettings | undefined {
  return settingsOf(hook);
}

/**
 * All servers inherit from net.Server, so that neither https nor http2 need be loaded to be covered. Two kinds go past it: on Bun those of
 * http, and those whose own `emit` somebody patched before us (OpenTelemetry's http), who calls what he found there.
 */
function serverPrototypes(): { emit: Emit }[] {
  const { Server } = builtin('node:net');
  const others: object[] = [builtin('node:http').Server.prototype];
  if (isLoaded('https')) others.push(builtin('node:https').Server.prototype);
  const beside = others.filter(each => Object.hasOwn(each, 'emit') || !(each instanceof Server));
  return [Server.prototype, ...beside] as { emit: Emit }[];
}

/** An application that prints its request prints its context too: nobody's user and breadcrumbs belong into a log. */
function hideContexts(): void {
  const inspect = Symbol.for('nodejs.util.inspect.custom');
  Object.defineProperty(RequestHub.prototype, inspect, { value: () => '[Vigil]', configurable: true });
}

function install(): () => void {
  hideContexts();
  const { IncomingMessage, ServerResponse } = builtin('node:http');
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
    ...serverPrototypes().map(server => wrapMethod(server, 'emit', wrapServer)),
    wrapMethod(request, 'emit', wrapRequestEmit),
    wrapMethod(response, 'emit', wrapResponseEmit),
    late.undo,
  ];
  return () => {
    for (const restore of undo) restore();
  };
}
