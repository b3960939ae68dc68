import type { Client } from '../client/clientTypes';

export interface RequestOptions {
  /**
   * How much of an incoming body an event may carry: nothing, 1,000, 10,000 or 1,048,576 bytes. Default `none`; `medium` where
   * `dataCollection.httpBodies` or `sendDefaultPii` ask for bodies.
   */
  maxRequestBodySize?: 'none' | 'small' | 'medium' | 'always' | undefined;
  /** Headers that name the request, first one wins; read only. Default `['x-request-id']`. */
  requestIdHeaders?: string[] | undefined;
}

/** What the context of a request needs to know, worked out once. */
export interface RequestSettings {
  /** 0: bodies are not looked at. */
  bodyBytes: number;
  /** In lower case. */
  requestIdHeaders: string[];
}

const BODY_BYTES = { none: 0, small: 1_000, medium: 10_000, always: 1_048_576 };

export function requestSettings(options: RequestOptions, client: Client): RequestSettings {
  const { maxRequestBodySize: size, requestIdHeaders = ['x-request-id'] } = options;
  const { dataCollection, sendDefaultPii } = client.getOptions();
  const wanted = dataCollection?.httpBodies?.includes('incomingRequest') ?? sendDefaultPii;
  return {
    bodyBytes: BODY_BYTES[size ?? (wanted ? 'medium' : 'none')] ?? 0,
    requestIdHeaders: requestIdHeaders.map(name => String(name).toLowerCase()),
  };
}
