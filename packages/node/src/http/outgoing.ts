import type { ClientRequest, IncomingMessage } from 'node:http';
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
import { builtin } from '../env/builtin';
import { isOwn } from '../transport/ownMark';
import { askedOptions } from './askedOptions';
import type { HttpOptions } from './httpOptions';
import type { Emit } from './messageEmit';
import { outgoingUrl, withAgentsPort } from './outgoingUrl';
import { addTraceHeaders, type Stored } from './storeHeader';

const OUTGOING: unique symbol = Symbol.for('vigil/1/outgoing');

type Begun = Outgoing & { hasPort: boolean };
type Request = ClientRequest & { [OUTGOING]?: Begun | undefined; agent?: object };
type StoreHeader = (this: Request, firstLine: string, stored: Stored) => void;

const hook: SharedHook<HttpOptions> = { users: [], undo: undefined };

/** True where `_storeHeader`, which is not public, still writes a request's headers. */
export function canWriteHeaders(): boolean {
  return typeof (builtin('node:http').ClientRequest.prototype as { _storeHeader?: unknown })._storeHeader === 'function';
}

/**
 * Breadcrumbs and trace headers for http and https, whichever way `request` was imported. `_storeHeader` is the one place every request
 * passes before its headers are text, in the caller's context: also with headers as an array or with `Expect`, where
 * `http.client.request.created` comes too late. Returns the stop.
 */
export function startOutgoing(options: HttpOptions): () => void {
  return useHook(hook, options, install);
}

function install(): () => void {
  const prototype = builtin('node:http').ClientRequest.prototype as unknown as { emit: Emit; _storeHeader: StoreHeader };
  const undo = [wrapMethod(prototype, 'emit', wrapEmit), wrapMethod(prototype, '_storeHeader', wrapStoreHeader)];
  return () => {
    for (const restore of undo) restore();
  };
}

function wrapStoreHeader(original: StoreHeader): StoreHeader {
  return function _storeHeader(this: Request, firstLine: string, stored: Stored): void {
    const options = settingsOf(hook);
    const headers = options && safely(() => begin(this, stored, options));
    original.call(this, firstLine, headers ?? stored);
  };
}

/** Returns the headers to write. */
function begin(request: Request, stored: Stored, options: HttpOptions): Stored {
  // Another copy of this file has seen it.
  if (request[OUTGOING] || isOwn(request) || (request.agent && isOwn(request.agent))) return stored;
  const target = outgoingUrl(request, stored);
  const { url, hasPort } = target;
  if (isSentryRequest(url) || options.ignoreOutgoingRequests?.(url, askedOptions(request, stored, target))) return stored;
  if (options.breadcrumbs !== false) {
    const begun: Begun = { hub: getCurrentHub(), url, hasPort, method: request.method, startedAt: performance.now() };
    // clients hang their request on the errors that they throw, and applications print those
    Object.defineProperty(request, OUTGOING, { value: begun, writable: true, configurable: true });
  }
  const ours = options.tracePropagation === false ? undefined : outgoingTraceHeaders(url);
  return ours ? addTraceHeaders(request, stored, ours) : stored;
}

function wrapEmit(original: Emit): Emit {
  return function emit(this: Request, ...args: Parameters<Emit>): boolean {
    const outgoing = this[OUTGOING];
    if (outgoing !== undefined && ends(args[0])) {
      this[OUTGOING] = undefined;
      safely(() => end(this, outgoing, args));
    }
    return original.apply(this, args);
  };
}

/** `close` alone: thrown away before any answer, without an error. */
function ends(type: string | symbol): boolean {
  return type === 'response' || type === 'error' || type === 'close' || type === 'upgrade' || type === 'connect';
}

function end(request: Request, outgoing: Begun, [type, detail]: Parameters<Emit>): void {
  if (!outgoing.hasPort) outgoing.url = withAgentsPort(outgoing.url, request);
  const requestSize = request.getHeader('content-length');
  if (type === 'error' || type === 'close') leaveCrumb('http', outgoing, { error: detail, requestSize }, { request, error: detail });
  else {
    const response = detail as IncomingMessage;
    const responseSize = response.headers['content-length'];
    leaveCrumb('http', outgoing, { status: response.statusCode, requestSize, responseSize }, { request, response });
  }
}
