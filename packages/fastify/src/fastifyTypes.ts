import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyHandled, WithUser } from '@vigil/node';

// What is touched of Fastify 4 and 5.

export interface Request {
  raw: IncomingMessage;
  /** From 4.10 on; `url` is absent where no route was found. */
  routeOptions?: { url?: string };
  /** Before. */
  context?: { config?: { url?: string } };
}
export interface Reply {
  raw: ServerResponse;
  request?: Request;
  sentry?: string;
}
export type Done = () => void;
/** The hook where a request comes in. */
export type Enter = (request: Request, reply: Reply, done: Done) => void;
/** The others by their names; each calls `done`. */
export interface Hooks {
  onError(request: Request, reply: Reply, error: unknown, done: Done): void;
  onSend(request: Request, reply: Reply, payload: unknown, done: Done): void;
}
export interface App {
  addHook(name: string, hook: unknown): unknown;
  log?: object;
}

/** The request of an app. */
export type RequestOf<A> = WithUser<FastifyHandled<A>[1]>;
/** Its reply, with the event's id. */
export type ReplyOf<A> = FastifyHandled<A>[2] & { sentry?: string };
