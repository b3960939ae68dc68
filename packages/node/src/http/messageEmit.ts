import { callIn } from './asyncContext';
import { noteEscape } from './escapedHub';
import { REQUEST_HUB, type RequestHub, type WithRequestHub } from './requestHub';

/** `emit` of any event emitter. */
export type Emit = (type: string | symbol, ...args: unknown[]) => boolean;
type Message = WithRequestHub & { _events?: Record<string | symbol, unknown> };

/** Runs the listeners in the context of `hub`. What they throw goes on its way untouched: a `catch` would change the line that stderr shows. */
export function emitIn(hub: RequestHub, emit: Emit, target: object, args: Parameters<Emit>): boolean {
  let threw = true;
  try {
    const heard = callIn(hub, emit, target, args);
    threw = false;
    return heard;
  } finally {
    if (threw) noteEscape(hub);
  }
}

/** Most events of most requests have no listener, and then a context would only cost. An `error` without one throws. */
function isHeard({ _events: events }: Message, type: string | symbol): boolean {
  return events === undefined || events[type] !== undefined || type === 'error';
}

// Two wrappers where one would do, and the case without arguments by itself: together a third of what they cost a request.

/**
 * `emit` of IncomingMessage: on Node 24 listeners called from the parser have no context by themselves. A client's response is an
 * IncomingMessage too; it has no context and falls through.
 */
export function wrapRequestEmit(original: Emit): Emit {
  return function emit(this: Message, type: string | symbol, ...rest: unknown[]): boolean {
    const hub = this[REQUEST_HUB];
    if (hub !== undefined) {
      if (type === 'data' && hub.settings.bodyBytes > 0) hub.passBody(rest[0]);
      if (isHeard(this, type)) return emitIn(hub, original, this, [type, ...rest]);
    }
    return rest.length === 0 ? original.call(this, type) : original.call(this, type, ...rest);
  };
}

/** `emit` of ServerResponse: `finish` and `close` of a pipelined response have another request's context on every version of Node. */
export function wrapResponseEmit(original: Emit): Emit {
  return function emit(this: Message, type: string | symbol, ...rest: unknown[]): boolean {
    const hub = this[REQUEST_HUB];
    if (hub !== undefined) {
      if (type === 'close') hub.close();
      if (isHeard(this, type)) return emitIn(hub, original, this, [type, ...rest]);
    }
    return rest.length === 0 ? original.call(this, type) : original.call(this, type, ...rest);
  };
}
