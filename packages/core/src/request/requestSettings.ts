import type { Callback } from '../base/callback';
import { safely } from '../base/safely';
import type { Client } from '../client/clientTypes';

export interface RequestOptions {
  /**
   * How much of an incoming body an event may carry: nothing, 1,000, 10,000 or 1,048,576 bytes. Default `none`; `medium` where
   * `dataCollection.httpBodies` or `sendDefaultPii` ask for bodies.
   */
  maxRequestBodySize?: 'none' | 'small' | 'medium' | 'always' | undefined;
  /** True, or thrown: nothing of this request's body is kept. Asked before any of it is read; `url` as the request names it. */
  ignoreRequestBody?: Callback<(url: string, request: never) => boolean> | undefined;
  /** Headers that name the request, first one wins; read only. Default `['x-request-id']`. */
  requestIdHeaders?: string[] | undefined;
  /** How long after its response a context still reports with its user, breadcrumbs and request. Milliseconds, default 30,000. */
  sealAfterMs?: number | undefined;
}

/** What the context of a request needs to know, worked out once. */
export interface RequestSettings {
  /** 0: bodies are not looked at. */
  bodyBytes: number;
  /** Absent: no body is left out. */
  ignoresBody?: ((url: string, request: unknown) => boolean) | undefined;
  /** In lower case. */
  requestIdHeaders: string[];
  sealAfterMs: number;
  /** Milliseconds, of any epoch. */
  now(): number;
}

const BODY_BYTES = { none: 0, small: 1_000, medium: 10_000, always: 1_048_576 };
const SEAL_AFTER_MS = 30_000;

export function requestSettings(options: RequestOptions, client: Client): RequestSettings {
  const { maxRequestBodySize: size, ignoreRequestBody, requestIdHeaders, sealAfterMs = SEAL_AFTER_MS } = options;
  const { dataCollection, sendDefaultPii, deps } = client.getOptions();
  // nothing here may fail, whatever was given: without settings, requests would share one context
  const bodies = dataCollection?.httpBodies;
  const wanted = bodies ? Array.isArray(bodies) && bodies.includes('incomingRequest') : bodies === undefined && sendDefaultPii;
  return {
    bodyBytes: BODY_BYTES[size ?? (wanted ? 'medium' : 'none')] ?? 0,
    ignoresBody:
      typeof ignoreRequestBody === 'function'
        ? (url, request) =>
            !!safely(
              () => ignoreRequestBody(url, request as never),
              () => true,
            )
        : undefined,
    requestIdHeaders: [requestIdHeaders ?? 'x-request-id'].flat().map(name => String(name).toLowerCase()),
    sealAfterMs: sealAfterMs >= 0 ? sealAfterMs : SEAL_AFTER_MS,
    now: deps?.now ?? Date.now,
  };
}
