import type { ResponseLook } from '../errors/verdict';
import type { Hub } from '../scope/hub';
import type { User } from '../wire/event';
import type { BodyTap } from './bodyTap';
import type { RequestSettings } from './requestSettings';

export type RequestHeaders = Record<string, string | string[] | undefined>;

/** What is read of an incoming request, by whichever protocol and API it came. */
export interface IncomingLike {
  method?: string | undefined;
  /** As in the request line, or whole. */
  url?: string | undefined;
  /** By their names in lower case. */
  headers: RequestHeaders;
  socket?: { destroyed?: boolean; remoteAddress?: string | undefined; encrypted?: boolean } | null | undefined;
}

/** What is read of its response. */
export interface ResponseLike {
  statusCode: number;
  headersSent: boolean;
  /** All of it was handed over. */
  writableFinished?: boolean;
  destroyed?: boolean;
  /** It was told that nothing can be written any more. */
  closed?: boolean;
  /** What the application destroyed it with. */
  errored?: Error | null;
  getHeader(name: string): unknown;
}

/** The context of a request, as far as its events are to tell of it: what `request` of such a hub is. */
export interface RequestContext extends Hub {
  /** Undefined when the context was sealed. */
  message: IncomingLike | undefined;
  /** Its `url` as it came, where proxies and mounted apps write another one there while they serve it. */
  asked?: string | undefined;
  response: ResponseLike | undefined;
  settings: RequestSettings;
  body: BodyTap | undefined;
  /** Asked when an event is made. */
  readUser: (() => User | null | undefined) | undefined;
  /** Where nobody set `route`: asked for it when an event is made. */
  readRoute?: (() => string | undefined) | undefined;
  /** True: nothing of it is read. */
  isIgnored(): boolean;
  /** What the response is like now. */
  look(): ResponseLook;
}
