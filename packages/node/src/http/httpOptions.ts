import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Client } from '@vigil/core';

export interface HttpOptions {
  /** Breadcrumbs of outgoing requests. Default true; `breadcrumbs.http` of the client switches them too. */
  breadcrumbs?: boolean;
  /** Trace headers on outgoing requests. Default true; `tracePropagationTargets` says on which. */
  tracePropagation?: boolean;
  /** True: neither breadcrumb nor headers. Gets the full URL; of a request over HTTP/2 `method` and `headers` alone. */
  ignoreOutgoingRequests?(url: string, request: ClientRequest): boolean;
  /** True: isolated like any other, but no request data, no body, no continued trace. Asked when an event or a trace id is needed. */
  ignoreIncomingRequests?(path: string, request: IncomingMessage): boolean;
  /**
   * How much of an incoming body an event may carry: nothing, 1,000, 10,000 or 1,048,576 bytes. Default `none`; `medium` where
   * `dataCollection.httpBodies` or `sendDefaultPii` ask for bodies.
   */
  maxRequestBodySize?: 'none' | 'small' | 'medium' | 'always';
  /** Headers that name the request, first one wins; read only. Default `['x-request-id']`. */
  requestIdHeaders?: string[];
  /** How long after its response closed a context still reports with its user, breadcrumbs and request. Milliseconds, default 30,000. */
  sealAfterMs?: number;
}

/** What incoming requests need to know, worked out once. */
export interface IncomingSettings {
  /** 0: bodies are not looked at. */
  bodyBytes: number;
  requestIdHeaders: string[];
  sealAfterMs: number;
  ignore: HttpOptions['ignoreIncomingRequests'];
  /** Milliseconds, of any epoch. */
  now(): number;
}

const BODY_BYTES = { none: 0, small: 1_000, medium: 10_000, always: 1_048_576 };
const SEAL_AFTER_MS = 30_000;

export function incomingSettings(options: HttpOptions, client: Client): IncomingSettings {
  const { maxRequestBodySize: size, requestIdHeaders = ['x-request-id'], sealAfterMs = SEAL_AFTER_MS } = options;
  const { dataCollection, sendDefaultPii, deps } = client.getOptions();
  const wanted = dataCollection?.httpBodies?.includes('incomingRequest') ?? sendDefaultPii;
  return {
    bodyBytes: BODY_BYTES[size ?? (wanted ? 'medium' : 'none')] ?? 0,
    requestIdHeaders: requestIdHeaders.map(name => String(name).toLowerCase()),
    sealAfterMs: sealAfterMs >= 0 ? sealAfterMs : SEAL_AFTER_MS,
    ignore: options.ignoreIncomingRequests,
    now: deps?.now ?? Date.now,
  };
}
