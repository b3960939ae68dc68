import { type Callback, checkOptionsOf, safely } from '@vigil/core';
import { holdRequestError, inRequestContext } from '../http/requestErrors';
import { noteAdapter } from './noteAdapter';
import { refusedApp } from './refusedApp';
import type { FastifyHandled } from './requestTypes';

/** `Q` and `P` are the app's request and reply. */
export interface FastifyErrorHandlerOptions<Q = unknown, P = unknown> {
  /** Says instead of the default (answers of 500 and more) whether to report, when the response has ended. */
  shouldHandleError?: Callback<(error: Error, request: Q, reply: P) => boolean> | undefined;
}
interface Wrapper {
  raw: object;
}
type OnRequest = (request: Wrapper, reply: Wrapper, done: () => void) => void;
type OnError = (request: Wrapper, reply: Wrapper & { sentry?: string }, error: unknown, done: () => void) => void;

/**
 * Reports what the routes of this instance throw, judged by their response; call it before they are added. Answers stay Fastify's own,
 * `reply.sentry` is the event's id.
 */
export function setupFastifyErrorHandler<
  A extends { addHook(name: 'onRequest' | 'onError', hook: never): unknown },
  Q = FastifyHandled<A>[1],
  P = FastifyHandled<A>[2],
>(fastify: A, options?: FastifyErrorHandlerOptions<Q, P>): void {
  const { shouldHandleError } = checkOptionsOf('setupFastifyErrorHandler', options);
  const hook: OnError = (request, reply, error, done) => {
    safely(() => {
      const rule = shouldHandleError && ((thrown: unknown) => shouldHandleError(thrown as Error, request as Q, reply as P));
      const held = { mechanism: 'auto.function.fastify', shouldHandleError: rule };
      reply.sentry = holdRequestError(request.raw, reply.raw, error, held);
    });
    done();
  };
  noteAdapter('fastify');
  const enter: OnRequest = (request, reply, done) => inRequestContext(request.raw, reply.raw, done);
  safely(() => {
    fastify.addHook('onRequest', enter as never);
    fastify.addHook('onError', hook as never);
  }, refusedApp('setupFastifyErrorHandler'));
}
