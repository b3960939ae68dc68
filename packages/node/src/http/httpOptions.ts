import type { ClientRequest, IncomingMessage } from 'node:http';
import { type Callback, type Client, type RequestCounts, type RequestOptions, type RequestSettings, requestSettings } from '@vigil/core';

export interface HttpOptions extends RequestOptions {
  /** Breadcrumbs of outgoing requests. Default true; `breadcrumbs.http` of the client switches them too. */
  breadcrumbs?: boolean | undefined;
  /** Trace headers on outgoing requests. Default true; `tracePropagationTargets` says on which. */
  tracePropagation?: boolean | undefined;
  /** True: neither breadcrumb nor headers. Gets the full URL; of a request over HTTP/2 `method` and `headers` alone. */
  ignoreOutgoingRequests?: Callback<(url: string, request: ClientRequest) => boolean> | undefined;
  /** True: isolated like any other, but no request data, no body, no continued trace, no session. Asked once, at the latest when the response closes. */
  ignoreIncomingRequests?: Callback<(path: string, request: IncomingMessage) => boolean> | undefined;
  /**
   * Release health: requests are counted by how they went and told once a minute. Default true where the client has a release and its
   * backend knows sessions; `ignoreIncomingRequests` are not counted.
   */
  sessions?: boolean | undefined;
  /** How long after the first request its counts are sent. Milliseconds, default 60,000. */
  sessionFlushingDelayMS?: number | undefined;
}

/** What incoming requests need to know, worked out once. */
export interface IncomingSettings extends RequestSettings {
  ignore: HttpOptions['ignoreIncomingRequests'];
  /** Absent: requests are not counted. */
  counts?: RequestCounts | undefined;
}

export function incomingSettings(options: HttpOptions, client: Client): IncomingSettings {
  return { ...requestSettings(options, client), ignore: options.ignoreIncomingRequests };
}
