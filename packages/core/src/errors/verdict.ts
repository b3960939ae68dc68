import { peek } from '../base/guards';

/** What became of a response, as far as an error is concerned (api.md section 7). */
export interface Verdict {
  status: number;
  /** It broke off, or the client had left. */
  aborted: boolean;
  /** When it was thrown. */
  headersSent: boolean;
  method: string;
  /** The route's template. */
  route?: string;
}

/** What an adapter reads of a response, when an error is thrown and when it is judged. */
export interface ResponseLook {
  status: number;
  headersSent: boolean;
  method: string;
  /** Nobody is there any more to answer to. */
  gone: boolean;
  /** It has ended: nothing that is still to come will tell more. */
  over?: boolean;
}

/** How a response ended: `closed` without having been finished; `open` when nobody waits any longer. */
export type ResponseEnd = 'finished' | 'closed' | 'open';

const DISCONNECTS = ['ECONNRESET', 'ERR_STREAM_PREMATURE_CLOSE', 'ERR_HTTP2_STREAM_CANCEL', 'ABORT_ERR'];

/** What reading from, or writing to, a client that has left throws. */
function isDisconnect(error: unknown): boolean {
  return DISCONNECTS.includes(peek(error, 'code') as string) || peek(error, 'name') === 'AbortError';
}

/**
 * True: a fault of the server's, to be reported. Status from 500 on; a response that was under way already when the error was thrown,
 * whatever its status says; one that nobody answered. False when the client left before the throw, and for what a disconnect throws.
 */
export function isFault(error: unknown, atThrow: ResponseLook, atEnd: ResponseLook, end: ResponseEnd): boolean {
  if (atThrow.gone || (isDisconnect(error) && atEnd.gone)) return false;
  return atThrow.headersSent || (end !== 'finished' && !atEnd.headersSent) || atEnd.status >= 500;
}
