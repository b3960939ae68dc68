import {
  type BodyTap,
  type Client,
  type Host,
  Hub,
  type IncomingLike,
  type IncomingTrace,
  judgeErrors,
  peek,
  type RequestContext,
  type RequestSettings,
  type ResponseLike,
  type ResponseLook,
  requestSettings,
  type User,
} from '@vigil/core';
import { type BodyRead, tapOf } from './bodyRead';
import type { FetchHandlerOptions } from './fetchHandlerOptions';
import { readInTime, readMessage } from './readMessage';

/** What the contexts of one handler's requests have in common, worked out once. */
export interface HandlerSettings extends RequestSettings {
  client: Client;
  options: FetchHandlerOptions;
  /** Its requests do not outlive their responses. */
  isBrief: boolean;
}

export function handlerSettings(options: FetchHandlerOptions, client: Client): HandlerSettings {
  return { ...requestSettings(options, client), client, options, isBrief: 'Bun' in globalThis || 'Deno' in globalThis };
}

/**
 * The context of one request to a fetch handler: the one object it pays for. Everything else (scopes, trace, request data) is worked out
 * from the `Request` when first asked for.
 */
export class FetchRequestHub extends Hub implements IncomingTrace, RequestContext {
  declare settings: HandlerSettings;
  /** When the handler had answered. Milliseconds, 0 before. */
  declare closedAt: number;
  declare read: BodyRead | undefined;
  /** What keeps the worker alive for this request: the options' own, else what the handler was given. */
  declare host: Host | undefined;
  /** The handler's arguments: the request, and what its runtime gives with it. */
  declare private args: readonly [Request, ...unknown[]] | undefined;
  declare private known: IncomingLike | undefined;
  declare private status: number;

  constructor(args: readonly [Request, ...unknown[]], host: Host | undefined, settings: HandlerSettings) {
    super();
    this.args = args;
    this.settings = settings;
    this.closedAt = 0;
    this.status = 0;
    this.read = undefined;
    this.known = undefined;
    const { waitUntil } = settings.options;
    this.host = waitUntil ? { waitUntil } : host;
    this.incoming = this;
    this.request = this;
  }

  get message(): IncomingLike | undefined {
    this.known ??= this.args && readMessage(this.args);
    return this.known;
  }
  get response(): ResponseLike | undefined {
    return this.status ? { statusCode: this.status, headersSent: true, getHeader: () => undefined } : undefined;
  }
  get body(): BodyTap | undefined {
    return this.read && tapOf(this.read, this.settings.bodyBytes);
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
    return this.args?.[0].headers.get(name) ?? undefined;
  }

  /** The adapter of a framework puts its own in this place. */
  readUser(): User | null | undefined {
    const { userFromRequest } = this.settings.options;
    return this.args && userFromRequest?.(this.args[0] as never);
  }
  readRoute(): string | undefined {
    return this.args && this.settings.options.route?.(this.args[0]);
  }
  isIgnored(): boolean {
    return false;
  }
  look(): ResponseLook {
    const request = this.args?.[0];
    // Deno aborts it after every answer, and says so on stderr when somebody looks (2.9)
    const gone = !('Deno' in globalThis) && !!peek(peek(request, 'signal'), 'aborted');
    return { status: this.status, headersSent: this.closedAt !== 0, method: String(peek(request, 'method') ?? 'GET'), gone };
  }

  /** The handler has answered, with this status. */
  finish(status: number): void {
    this.status = status;
    if (this.held) judgeErrors(this, 'finished');
    // what is captured later is to tell of it too
    if (this.settings.isBrief && this.args) readInTime(this.args[0]);
    this.closedAt ||= this.settings.now();
  }
  /** Seals the context when its grace is over. */
  expire(): void {
    if (this.closedAt !== 0 && !this.sealed && this.settings.now() - this.closedAt >= this.settings.sealAfterMs) this.seal();
  }
  override seal(): void {
    super.seal();
    this.args = this.known = this.read = this.host = undefined;
  }
}
