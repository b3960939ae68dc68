import type { Callback } from './base/callback';
import { copyShape } from './base/copyShape';
import { isObject, isThenable } from './base/guards';
import { safely } from './base/safely';
import { markWrapper, originalOf } from './base/wrap';
import { bodySize } from './instrument/bodySize';
import { leaveCrumb, type Outgoing } from './instrument/outgoingCrumb';
import { steadyFilter } from './request/steadyFilter';
import { getCurrentHub } from './scope/hub';
import { mergedHeaders } from './trace/mergedHeaders';
import { isSentryRequest, outgoingTraceHeaders } from './traces';

export type FetchFunction = (...args: never[]) => unknown;
/** That of the runtime, where its types are known. */
export type GlobalFetch = typeof globalThis extends { fetch: infer F extends FetchFunction } ? F : FetchFunction;

export interface InstrumentFetchOptions {
  /** Default true; `breadcrumbs.fetch` of the client switches them too. */
  breadcrumbs?: boolean | undefined;
  /** Trace headers. Default true; `tracePropagationTargets` says on which. */
  tracePropagation?: boolean | undefined;
  /** True: neither breadcrumb nor headers. Gets the full URL. */
  ignoreOutgoingRequests?: Callback<(url: string) => boolean> | undefined;
}

interface HeadersLike {
  get(name: string): string | null;
  set(name: string, value: string): void;
}
/** What is read of a `Request` and of `RequestInit`, which may be a `Request` too. */
interface RequestLike {
  url?: string;
  method?: string;
  mode?: unknown;
  headers?: unknown;
  body?: unknown;
  referrer?: unknown;
  referrerPolicy?: unknown;
}
/** The classes of the runtime, as a bundle for any of them may name them. */
interface FetchGlobals {
  fetch?: FetchFunction;
  document?: { baseURI?: string };
  location?: { href?: string };
  Headers: new (init?: unknown) => HeadersLike;
  Request: new (input: unknown, init?: unknown) => RequestLike;
}
export type FetchArgs = [input: unknown, init?: RequestLike];

/**
 * A `fetch` that leaves a breadcrumb of each request, failed ones included, and hands the trace on as `tracePropagationTargets` says. The
 * global one is not touched; what is given, or the global one, is called. Arguments, the `Response` and what is thrown stay the same
 * objects, bodies are not read, a `sentry-trace` header that is there stays. `init` of `@vigil/fetch` does this to `globalThis.fetch`;
 * `@vigil/node` watches Node's in another way and needs it for no fetch of Node's.
 */
export function instrumentFetch<F extends FetchFunction = GlobalFetch>(
  fetchImpl: F = (globalThis as unknown as FetchGlobals).fetch as F,
  options: InstrumentFetchOptions | (() => InstrumentFetchOptions | undefined) = {},
): F {
  if (typeof fetchImpl !== 'function') return fetchImpl;
  const original: FetchFunction = originalOf(fetchImpl);
  const call = original as (...args: unknown[]) => unknown;
  const wrapped = function (this: unknown, ...args: FetchArgs): unknown {
    const watched = watchFetchCall(args, steady(typeof options === 'function' ? options() : options));
    const result = call.apply(this, watched?.args ?? args);
    return watched ? watched.end(result) : result;
  };
  copyShape(fetchImpl, wrapped);
  markWrapper(wrapped, original);
  return wrapped as unknown as F;
}

/** With a filter that cannot fail. Options that cannot be read are none. */
function steady(options: InstrumentFetchOptions | undefined): InstrumentFetchOptions | undefined {
  return safely(() => {
    const filter = steadyFilter('ignoreOutgoingRequests', options?.ignoreOutgoingRequests);
    return filter ? { ...options, ignoreOutgoingRequests: filter } : options;
  });
}

/** What is done about one call of `fetch`. */
export interface WatchedFetchCall {
  /** To call it with. */
  args: FetchArgs;
  /** Takes what the call returned, and gives what the caller gets. */
  end(result: unknown): unknown;
}

/**
 * What is to be done about one call of `fetch`; undefined: nothing. Whoever asks calls `fetch` itself: each function in between would stand in
 * the stacks of requests that fail.
 */
export function watchFetchCall(args: FetchArgs, options: InstrumentFetchOptions | undefined): WatchedFetchCall | undefined {
  // without arguments `fetch` refuses, with ours it would ask for `/undefined`
  const outgoing = options && args[0] !== undefined && safely(() => begin(args, options));
  if (!outgoing) return undefined;
  return {
    args: (options.tracePropagation !== false && safely(() => withTrace(args, outgoing.url))) || args,
    end: result => (options.breadcrumbs !== false && isThenable(result) ? watched(result, outgoing, args) : result),
  };
}

/** Undefined: nothing is to be done about this request. */
function begin([input, init]: FetchArgs, { ignoreOutgoingRequests }: InstrumentFetchOptions): Outgoing | undefined {
  const hub = getCurrentHub();
  if (!hub.getClient()?.isEnabled()) return undefined;
  const request = requestOf(input);
  const url = absolute(String(request?.url ?? input));
  if (isSentryRequest(url) || safely(() => ignoreOutgoingRequests?.(url))) return undefined;
  const method = String(init?.method ?? request?.method ?? 'GET').toUpperCase();
  return { hub, url, method, startedAt: performance.now() };
}

/** Handed on in place of the promise it follows: unhandled as that would be, or handled by whoever handles that. */
function watched(result: PromiseLike<unknown>, outgoing: Outgoing, input: FetchArgs): PromiseLike<unknown> {
  return result.then(
    response => {
      safely(() => {
        const { status, headers } = response as { status: number; headers: HeadersLike };
        const requestSize = bodySize(input[1]?.body);
        leaveCrumb('fetch', outgoing, { status, requestSize, responseSize: headers.get('content-length') }, { input, response });
      });
      return response;
    },
    error => {
      safely(() => leaveCrumb('fetch', outgoing, { error }, { input, data: error }));
      throw error;
    },
  );
}

/** The arguments with our headers; undefined where nothing is to be added. Neither the request nor the init of the caller changes. */
function withTrace([input, init]: FetchArgs, url: string): FetchArgs | undefined {
  const request = requestOf(input);
  // no-cors, which drops headers of ours, and navigate. With any init what a service worker passes on would lose its `Range`, or its mode.
  const ours = !/^n/.test(`${init?.mode ?? request?.mode}`) && outgoingTraceHeaders(url);
  if (!ours) return undefined;
  const { Headers, Request } = globalThis as unknown as FetchGlobals;
  let headers = new Headers(init?.headers ?? request?.headers);
  if (headers.get('sentry-trace') !== null) return undefined;
  // A Request as init keeps its fields where a spread does not look. What is made of it names the type of its body among its headers.
  const made = init && !isPlain(init) ? new Request(input, init) : undefined;
  if (made && !requestOf(made)) return undefined;
  if (made) headers = new Headers(made.headers);
  const added = mergedHeaders(ours, name => headers.get(name) ?? undefined);
  for (const name of Object.keys(added)) headers.set(name, added[name] as string);
  if (made) return [made, { ...kept(made), headers }];
  const isEmpty = Object.values(init ?? {}).every(value => value === undefined);
  return [input, { ...(isEmpty && kept(request)), ...init, headers } as RequestLike];
}

/** Any init that says something makes `fetch` forget these of its Request (Fetch standard, the Request constructor, step 13). */
function kept(request: RequestLike | undefined): RequestLike {
  const { referrer = 'about:client', referrerPolicy } = request ?? {};
  return { ...(referrer !== 'about:client' && { referrer }), ...(referrerPolicy ? { referrerPolicy } : {}) };
}

function requestOf(input: unknown): RequestLike | undefined {
  return isObject(input) && typeof input['url'] === 'string' ? input : undefined;
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

/** A page's own requests may be written without their origin. Not asked of `Request`, as which libraries have a class of their own. */
function absolute(url: string): string {
  const page = globalThis as unknown as FetchGlobals;
  return safely(() => new URL(url).href) ?? new URL(url, page.document?.baseURI ?? page.location?.href).href;
}
