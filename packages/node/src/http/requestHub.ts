import type { IncomingMessage } from 'node:http';
import {
  type BodyTap,
  type CountedMinute,
  type CountedRequest,
  type Gravity,
  Hub,
  type IncomingLike,
  type IncomingTrace,
  judgeErrors,
  type RequestContext,
  type RequestCounts,
  type ResponseLike,
  type ResponseLook,
  Scope,
  tapChunk,
  type User,
} from '@vigil/core';
import type { IncomingSettings } from './httpOptions';

/**
 * Stands on requests and HTTP/2 streams, and on responses that do not name their request (`req`): to add a property to one of Node's
 * objects costs more than to make the context. One symbol for every copy of this file.
 */
export const REQUEST_HUB: unique symbol = Symbol.for('vigil/1/request');

export interface WithRequestHub {
  [REQUEST_HUB]?: RequestHub;
}

/**
 * The context of one incoming request: the one object it pays for. Everything else (scopes, trace, request data, ignored or not) is
 * worked out from the message when first asked for.
 */
export class RequestHub extends Hub implements IncomingTrace, RequestContext, CountedRequest {
  declare message: IncomingLike | undefined;
  declare asked: string | undefined;
  /** Absent for `upgrade` and `connect`. */
  declare response: ResponseLike | undefined;
  declare settings: IncomingSettings;
  /** When the response, or the upgraded socket, closed. Milliseconds, 0 while it is open. */
  declare closedAt: number;
  declare body: BodyTap | undefined;
  /** Set by the adapter of a framework. */
  declare readUser: (() => User | null | undefined) | undefined;
  /** Absent where requests are not counted, and for `upgrade` and `connect`. */
  declare counts: RequestCounts | undefined;
  declare minute: CountedMinute | undefined;
  declare gravity: Gravity;
  declare private ignored: boolean | undefined;
  declare private readonly isBodyIgnored: boolean | undefined;
  /** Known from the seal on, or since the application was seen to have destroyed the response. */
  declare private deserted: boolean | undefined;

  /** `from`: a context it stands in, of a job for one, whose data and trace it begins with. */
  constructor(message: IncomingLike, response: ResponseLike | undefined, settings: IncomingSettings, from?: Hub) {
    super();
    if (from) {
      this.scope = new Scope(from.getScope(), this);
      this.isolation = new Scope(from.getIsolationScope(), this);
      // the job's: a whole app would be one name
      this.isolation.setTransactionName(undefined);
    }
    this.message = message;
    this.asked = message.url;
    this.response = response;
    this.settings = settings;
    this.closedAt = 0;
    this.body = undefined;
    this.ignored = this.deserted = undefined;
    this.isBodyIgnored = settings.ignoresBody?.(this.asked ?? '', message);
    this.counts = response && settings.counts;
    this.minute = undefined;
    this.gravity = 0;
    this.counts?.begin();
    this.incoming = this;
    this.request = this;
  }

  get sentryTrace(): unknown {
    return this.header('sentry-trace');
  }
  get baggage(): unknown {
    return this.header('baggage');
  }
  get traceparent(): unknown {
    return this.header('traceparent');
  }
  private header(name: string): unknown {
    return this.isIgnored() ? undefined : this.message?.headers[name];
  }

  /** `ignoreIncomingRequests` said so: isolated like any other, but nothing of it is read. */
  isIgnored(): boolean {
    const { message, settings } = this;
    // asked of every request that counts: without an answer to wait for, without a closure
    this.ignored ??= !!message && !!settings.ignore && !!settings.ignore(this.asked ?? '', message as IncomingMessage);
    return this.ignored;
  }

  close(): void {
    this.closedAt ||= this.settings.now();
    if (this.held) judgeErrors(this, this.response?.writableFinished ? 'finished' : 'closed');
    this.counts?.end(this, this.closedAt);
  }
  /** What the response is like now. */
  look(): ResponseLook {
    const { message, response } = this;
    return {
      status: response?.statusCode ?? 0,
      headersSent: response ? response.headersSent : this.sealed && !this.deserted,
      method: message?.method ?? 'GET',
      gone: this.isDeserted(),
      over: this.closedAt !== 0,
    };
  }
  /** The client left before it was answered. It did not when the application destroyed the response. */
  private isDeserted(): boolean {
    const { message, response } = this;
    // When the client leaves, both are set at once.
    if (response?.destroyed && response.closed === false) this.deserted ??= false;
    const isClosed = this.closedAt !== 0 || !!message?.socket?.destroyed;
    return this.deserted ?? (isClosed && !response?.writableFinished && !response?.errored);
  }
  /** Seals the context when its grace is over. */
  expire(): void {
    // A pipelined response that still waits for its turn when the connection dies is never told of it.
    if (this.closedAt === 0 && this.message?.socket?.destroyed) this.close();
    if (this.closedAt !== 0 && !this.sealed && this.settings.now() - this.closedAt >= this.settings.sealAfterMs) this.seal();
  }
  override seal(): void {
    this.deserted = this.isDeserted();
    super.seal();
    this.message = this.asked = this.response = this.body = this.readUser = undefined;
  }

  /** A piece of the body on its way to the application. */
  passBody(chunk: unknown): void {
    if (this.message && !this.isBodyIgnored && !this.isIgnored()) this.body = tapChunk(this.body, chunk, this.settings.bodyBytes);
  }
}
