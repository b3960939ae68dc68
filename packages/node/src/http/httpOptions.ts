import type { IncomingMessage, RequestOptions as OutgoingOptions } from 'node:http';
import {
  type Callback,
  type Client,
  type RequestCounts,
  type RequestOptions,
  type RequestSettings,
  requestSettings,
  sayLater,
  steadyFilter,
} from '@vigil/core';
import { HTTP_SPAN_OPTIONS, type HttpSpanOptions } from '../later/spanOptions';

export interface HttpOptions extends RequestOptions, HttpSpanOptions {
  /** Breadcrumbs of outgoing requests. Default true; `breadcrumbs.http` of the client switches them too. */
  breadcrumbs?: boolean | undefined;
  /** Trace headers on outgoing requests. Default true; `tracePropagationTargets` says on which. */
  tracePropagation?: boolean | undefined;
  /**
   * True: neither breadcrumb nor headers. Gets the full URL, and `method`, `protocol`, `host`, `hostname`, `port`, `path` and `headers` (a
   * copy, names in lower case) as `http.request` takes them; over HTTP/2 too. `port` is absent where only the agent knows it.
   */
  ignoreOutgoingRequests?: Callback<(url: string, request: OutgoingOptions) => boolean> | undefined;
  /** True: isolated like any other, but no request data, no body, no continued trace, no session. Asked once, at the latest when the response closes. */
  ignoreIncomingRequests?: Callback<(path: string, request: IncomingMessage) => boolean> | undefined;
  /**
   * Release health: requests are counted by how they went and told once a minute. Default true where the client has a release and its
   * backend knows sessions; `ignoreIncomingRequests` are not counted.
   */
  sessions?: boolean | undefined;
  /** True, or thrown: nothing of this request's body is kept. Gets path and query, as the request line has them. */
  ignoreRequestBody?: Callback<(url: string, request: IncomingMessage) => boolean> | undefined;
  /** How long after the first request its counts are sent. Milliseconds, default 60,000. */
  sessionFlushingDelayMS?: number | undefined;
  /** Sentry's name for `sessions` before its version 11, as the next two are for what they end in. */
  trackIncomingRequestsAsSessions?: boolean | undefined;
  ignoreIncomingRequestBody?: HttpOptions['ignoreRequestBody'] | undefined;
  maxIncomingRequestBodySize?: HttpOptions['maxRequestBodySize'] | undefined;
}

/** What incoming requests need to know, worked out once. */
export interface IncomingSettings extends RequestSettings {
  ignore: HttpOptions['ignoreIncomingRequests'];
  /** Absent: requests are not counted. */
  counts?: RequestCounts | undefined;
}

/** The options with what stands under older names of Sentry's, and filters that cannot fail; says which have no effect yet. */
export function currentOptions(options: HttpOptions, client: Client): HttpOptions {
  sayLater(client, 'httpIntegration', options, HTTP_SPAN_OPTIONS);
  return {
    ...options,
    ignoreOutgoingRequests: steadyFilter('ignoreOutgoingRequests', options.ignoreOutgoingRequests),
    ignoreIncomingRequests: steadyFilter('ignoreIncomingRequests', options.ignoreIncomingRequests),
    sessions: options.sessions ?? options.trackIncomingRequestsAsSessions,
    ignoreRequestBody: options.ignoreRequestBody ?? options.ignoreIncomingRequestBody,
    maxRequestBodySize: options.maxRequestBodySize ?? options.maxIncomingRequestBodySize,
  };
}

export function incomingSettings(options: HttpOptions, client: Client): IncomingSettings {
  return { ...requestSettings(options, client), ignore: options.ignoreIncomingRequests };
}
