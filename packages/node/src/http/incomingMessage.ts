import type { IncomingHttpHeaders } from 'node:http';

/** What is read of an incoming request, by whichever protocol and API it came. */
export interface IncomingLike {
  method?: string | undefined;
  /** As in the request line: path and query. */
  url?: string | undefined;
  headers: IncomingHttpHeaders;
  socket?: { destroyed?: boolean; remoteAddress?: string | undefined; encrypted?: boolean } | null | undefined;
}

/** What is read of its response. */
export interface ResponseLike {
  statusCode: number;
  headersSent: boolean;
  getHeader(name: string): unknown;
}
