import type { ClientHttp2Session, ClientHttp2Stream, IncomingHttpHeaders } from 'node:http2';
import {
  getCurrentHub,
  isSentryRequest,
  leaveCrumb,
  type Outgoing,
  outgoingTraceHeaders,
  type SharedHook,
  safely,
  settingsOf,
  useHook,
  wrapMethod,
} from '@vigil/core';
import { askedHttp2Options } from './askedOptions';
import { callIn } from './asyncContext';
import { type Http2Headers, http2Target, withTraceHeaders } from './http2Headers';
import { onClientSessions } from './http2Sessions';
import type { HttpOptions } from './httpOptions';
import type { Emit } from './messageEmit';

const OUTGOING: unique symbol = Symbol.for('vigil/1/outgoing');

type Stream = ClientHttp2Stream & { [OUTGOING]?: Http2Outgoing };
type Request = (this: ClientHttp2Session, headers?: Http2Headers, ...rest: unknown[]) => Stream;
/** One request of ours. Where the session connects inside another request, its streams would run in that one's context. */
interface Http2Outgoing {
  hub: Outgoing['hub'];
  /** Until it is left. */
  crumb: Outgoing | undefined;
}

const hook: SharedHook<HttpOptions> = { users: [], undo: undefined };

/** Breadcrumbs, trace headers and the caller's context for requests of ours over HTTP/2. Returns the stop. */
export function startHttp2Outgoing(options: HttpOptions): () => void {
  return useHook(hook, options, () => onClientSessions(install));
}

function install(prototype: object): () => void {
  const undo: Array<() => void> = [];
  const learn = (stream: Stream) => {
    if (undo.length < 2) undo.push(wrapMethod(Object.getPrototypeOf(stream) as { emit: Emit }, 'emit', wrapEmit));
  };
  undo.push(wrapMethod(prototype as { request: Request }, 'request', original => wrapRequest(original, learn)));
  return () => {
    for (const restore of undo) restore();
  };
}

function wrapRequest(original: Request, learn: (stream: Stream) => void): Request {
  return function request(headers, ...rest) {
    const options = settingsOf(hook);
    const begun = options && safely(() => begin(this, headers, options));
    const stream = original.call(this, begun ? begun.headers : headers, ...rest);
    if (begun) {
      Object.defineProperty(stream, OUTGOING, { value: begun, writable: true, configurable: true });
      learn(stream);
    }
    return stream;
  };
}

function begin(
  session: ClientHttp2Session,
  headers: Http2Headers,
  { breadcrumbs, tracePropagation, ignoreOutgoingRequests }: HttpOptions,
): (Http2Outgoing & { headers: Http2Headers }) | undefined {
  const { method, url } = http2Target(session, headers);
  if (isSentryRequest(url) || ignoreOutgoingRequests?.(url, askedHttp2Options(method, url, headers))) return undefined;
  const hub = getCurrentHub();
  const crumb = breadcrumbs === false ? undefined : { hub, url, method, startedAt: performance.now() };
  const ours = tracePropagation === false ? undefined : outgoingTraceHeaders(url);
  return { hub, crumb, headers: ours ? withTraceHeaders(headers, ours) : headers };
}

function wrapEmit(original: Emit): Emit {
  return function emit(this: Stream, ...args: Parameters<Emit>): boolean {
    const outgoing = this[OUTGOING];
    if (outgoing === undefined) return original.apply(this, args);
    const { crumb } = outgoing;
    if (crumb && (args[0] === 'response' || args[0] === 'error' || args[0] === 'close')) {
      outgoing.crumb = undefined;
      safely(() => end(this, crumb, args));
    }
    return callIn(outgoing.hub, original, this, args);
  };
}

function end(stream: Stream, crumb: Outgoing, [type, detail]: Parameters<Emit>): void {
  const requestSize = stream.sentHeaders?.['content-length'];
  if (type !== 'response') leaveCrumb('http', crumb, { error: reasonOf(detail), requestSize }, { request: stream, error: detail });
  else {
    const response = detail as IncomingHttpHeaders & { ':status'?: number };
    const ending = { status: response[':status'], requestSize, responseSize: response['content-length'] };
    leaveCrumb('http', crumb, ending, { request: stream, response });
  }
}

/** What ended the session stands behind the stream's own error. */
function reasonOf(error: unknown): unknown {
  const { cause } = (error ?? {}) as { cause?: unknown };
  return cause ?? error;
}
