import type { Http2ServerRequest, Http2ServerResponse, IncomingHttpHeaders, ServerHttp2Stream } from 'node:http2';
import { Http2Message } from './http2Message';
import type { IncomingSettings } from './httpOptions';
import type { LatePatches } from './latePatches';
import { REQUEST_HUB, RequestHub, type WithRequestHub } from './requestHub';

type Stream = ServerHttp2Stream & WithRequestHub;
type CompatRequest = Http2ServerRequest & WithRequestHub;
type CompatResponse = Http2ServerResponse & WithRequestHub;

/** Told by what it can do: the class is not public, and importing http2 costs a start 2 ms. */
function isStream(value: unknown): value is Stream {
  return typeof value === 'object' && value !== null && 'respond' in value && 'pushStream' in value && 'session' in value;
}

export function isHttp2Session(value: unknown): value is object {
  return typeof value === 'object' && value !== null && 'goaway' in value && 'alpnProtocol' in value;
}

/**
 * The context of an HTTP/2 request: made when a session or server first emits its `stream`, found again for the `request` that the
 * compatibility API makes of it. Undefined: these are not the arguments of such an event.
 */
export function http2Context(
  [type, first, second]: readonly unknown[],
  settings: IncomingSettings,
  patches: LatePatches,
): RequestHub | undefined {
  if (type === 'stream') return isStream(first) ? contextOfStream(first, second as IncomingHttpHeaders, settings, patches) : undefined;
  const { stream } = (first ?? {}) as { stream?: unknown };
  if (!isStream(stream)) return undefined;
  const message = first as CompatRequest;
  const hub = contextOfStream(stream, message.headers, settings, patches);
  if (message[REQUEST_HUB] === undefined) adopt(hub, message, second as CompatResponse, patches);
  return hub;
}

function contextOfStream(stream: Stream, headers: IncomingHttpHeaders, settings: IncomingSettings, patches: LatePatches): RequestHub {
  const known = stream[REQUEST_HUB];
  if (known !== undefined) return known;
  patches.stream(stream);
  const message = new Http2Message(stream, headers);
  const hub = new RequestHub(message, message, settings);
  stream[REQUEST_HUB] = hub;
  return hub;
}

/** The messages of the compatibility API are what routers write on, so these are read from then on. */
function adopt(hub: RequestHub, message: CompatRequest, response: CompatResponse, patches: LatePatches): void {
  patches.message(message);
  patches.message(response);
  message[REQUEST_HUB] = response[REQUEST_HUB] = hub;
  hub.message = message;
  hub.response = response;
}
