import type { IncomingMessage } from 'node:http';
import type { User } from '@vigil/core';

declare global {
  // The namespace of @types/express, where every request and response of Express is extended. Without those types it is nobody's.
  namespace Express {
    interface Request {}
    interface Response {
      /** The id of the report of what was thrown, from the throw on. */
      sentry?: string;
    }
  }
}

/** A request on which something of the application's puts who is signed in. */
export type WithUser<R> = 'user' extends keyof R ? R : R & { user?: User | undefined };

/** What every request of Express and Connect is, whatever types of theirs are installed. */
export type ExpressRequest = WithUser<IncomingMessage & Express.Request>;

/** `(error, request, reply)` of a Fastify app, as its own types say it. */
export type FastifyHandled<A> = A extends { errorHandler(...args: infer P): unknown }
  ? P
  : [error: unknown, request: unknown, reply: unknown];

/** The request of an app of Express or Connect, as its own types say it. */
export type RequestOf<A> = A extends { request: infer R } ? WithUser<R> : ExpressRequest;
