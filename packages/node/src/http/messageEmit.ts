import { judgeErrors } from '@vigil/core';
import { callIn, isCurrent } from './asyncContext';
import { noteEscape } from './escapedHub';
import { REQUEST_HUB, type RequestHub, type WithRequestHub } from './requestHub';

/** `emit` of any event emitter. */
export type Emit = (type: string | symbol, ...args: unknown[]) => boolean;
type Message = WithRequestHub & { _events?: Record<string | symbol, unknown> };

/**
 * Runs the listeners in the context of `hub`. Most events come in it already, and to ask is cheaper than to enter; `isNew`: certainly not.
 * What listeners throw goes on its way untouched: a `catch` would change the line that stderr shows.
 */
export function emitIn(hub: RequestHub, emit: Emit, target: object, args: Parameters<Emit>, isNew = false): boolean {
  let threw = true;
  try {
    const heard = isNew || !isCurrent(hub) ? callIn(hub, emit, target, args) : emit.apply(target, args);
    threw = false;
    return heard;
  } finally {
    if (threw) noteEscape(hub);
  }
}

let ownListener: unknown;

/** Told of each request before its application is: by what listens to its end, Node clears a timeout. */
export function noteOwnListener({ _events: events }: Message): void {
  ownListener ??= events?.['end'];
}

/**
 * Most events of most requests have no listener, or Node's own alone, and then a context would only cost. An `error` without one throws.
 */
function isHeard({ _events: events }: Message, type: string | symbol): boolean {
  if (events === undefined || type === 'error') return true;
  const listener = events[type];
  return listener !== undefined && listener !== ownListener;
}

// A wrapper for each kind where one would do, and the case without arguments by itself: together a third of what they cost a request.

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

/**
 * `emit` of ServerResponse: `finish` and `close` of a pipelined response have another request's context on every version of Node. Of both
 * messages of the HTTP/2 compatibility API too, whose body passes by as the stream's.
 */
export function wrapResponseEmit(original: Emit): Emit {
  return function emit(this: Message & { req?: WithRequestHub }, type: string | symbol, ...rest: unknown[]): boolean {
    const hub = this[REQUEST_HUB] ?? this.req?.[REQUEST_HUB];
    if (hub !== undefined) {
      if (type === 'close') hub.close();
      else if (type === 'finish' && hub.held !== undefined) judgeErrors(hub, 'finished');
      if (isHeard(this, type)) return emitIn(hub, original, this, [type, ...rest]);
    }
    return rest.length === 0 ? original.call(this, type) : original.call(this, type, ...rest);
  };
}

/** `emit` of ServerHttp2Stream: request and response in one. */
export function wrapStreamEmit(original: Emit): Emit {
  const emitResponse = wrapResponseEmit(original);
  return function emit(this: Message, ...args: Parameters<Emit>): boolean {
    const hub = this[REQUEST_HUB];
    if (hub !== undefined && args[0] === 'data' && hub.settings.bodyBytes > 0) hub.passBody(args[1]);
    return emitResponse.apply(this, args);
  };
}
