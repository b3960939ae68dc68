import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import {
  type Callback,
  getCurrentHub,
  type Integration,
  isSentryRequest,
  leaveCrumb,
  type Outgoing,
  outgoingTraceHeaders,
  type SharedHook,
  safely,
  sayLater,
  settingsOf,
  steadyFilter,
  stopAll,
  useHook,
} from '@vigil/core';
import { FETCH_SPAN_OPTIONS, type FetchSpanOptions } from '../later/spanOptions';
import { nameHosts, rememberHost } from './failedHosts';
import { addUndiciHeaders, type UndiciRequest } from './undiciHeaders';
import { undiciUrl } from './undiciUrl';
import { wrapSilentFetch } from './wrapSilentFetch';

export interface NodeFetchOptions extends FetchSpanOptions {
  /** Default true; `breadcrumbs.fetch` of the client switches them too. */
  breadcrumbs?: boolean | undefined;
  /** Trace headers. Default true; `tracePropagationTargets` says on which. */
  tracePropagation?: boolean | undefined;
  /** Reports of a `fetch failed` say which host was meant. Default true. The error's own message stays. */
  errorHost?: boolean | undefined;
  /** True: neither breadcrumb nor headers. Gets the full URL. */
  ignoreOutgoingRequests?: Callback<(url: string) => boolean> | undefined;
}
interface UndiciMessage {
  request: UndiciRequest;
  response?: { statusCode?: number; headers?: unknown[] };
  error?: unknown;
}

const hook: SharedHook<NodeFetchOptions> = { users: [], undo: undefined };

/**
 * `NodeFetch`: breadcrumbs, those of failed requests included, and trace headers for built-in `fetch` and for the npm package undici.
 * Default on. Listens to undici's diagnostics channels; `fetch` itself is not touched, other than on Bun and Deno, whose `fetch` says
 * nothing there. What `fetch` refuses before it sends anything (no URL, a blocked port, a signal that was aborted before) is on none of
 * them, and leaves no breadcrumb.
 */
export function nativeNodeFetchIntegration(given?: NodeFetchOptions): Integration {
  const options = given ?? {};
  return {
    name: 'NodeFetch',
    setup(client) {
      sayLater(client, 'nativeNodeFetchIntegration', options, FETCH_SPAN_OPTIONS);
      const ignoreOutgoingRequests = steadyFilter('ignoreOutgoingRequests', options.ignoreOutgoingRequests);
      return useHook(hook, { ...options, ignoreOutgoingRequests }, listen);
    },
    processEvent(event, hint) {
      if (options.errorHost !== false) nameHosts(event, hint);
      return event;
    },
  };
}

function listen(): () => void {
  const open = new WeakMap<UndiciRequest, Outgoing>();
  const end = ({ request, response, error }: UndiciMessage) => {
    const outgoing = open.get(request);
    if (!outgoing) return;
    open.delete(request);
    const ending = { status: response?.statusCode, error, requestSize: request.contentLength, responseSize: lengthOf(response?.headers) };
    leaveCrumb('fetch', outgoing, ending, response ? { request, response } : { request, error });
  };
  const listeners = {
    'undici:request:create': ({ request }: UndiciMessage) => begin(request, open),
    'undici:request:headers': end,
    'undici:request:error': (message: UndiciMessage) => {
      rememberHost(message.error, message.request.origin);
      end(message);
    },
  };
  const guarded = Object.entries(listeners).map(([name, heed]) => {
    const listener = (message: unknown) => void safely(() => heed(message as UndiciMessage));
    subscribe(name, listener);
    return () => unsubscribe(name, listener);
  });
  const stops = [wrapSilentFetch(() => settingsOf(hook)), ...guarded];
  return stopAll(stops);
}

function begin(request: UndiciRequest, open: WeakMap<UndiciRequest, Outgoing>): void {
  const options = settingsOf(hook);
  const url = undiciUrl(request);
  // what comes through a tunnel is told of by itself
  if (!options || request.method === 'CONNECT' || isSentryRequest(url) || options.ignoreOutgoingRequests?.(url)) return;
  if (options.breadcrumbs !== false) {
    open.set(request, { hub: getCurrentHub(), url, method: request.method, startedAt: performance.now() });
  }
  const ours = options.tracePropagation === false ? undefined : outgoingTraceHeaders(url);
  if (ours) addUndiciHeaders(request, ours);
}

/** Undici's raw response headers: names and values in turn, as Buffers. */
function lengthOf(headers: unknown[] | undefined): string | undefined {
  const at = headers?.findIndex((name, index) => index % 2 === 0 && String(name).toLowerCase() === 'content-length') ?? -1;
  return at < 0 ? undefined : String(headers?.[at + 1]);
}
