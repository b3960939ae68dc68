import { captureException } from '@vigil/core';
import { shouldReport } from './shouldReport';

export interface FastifyErrorHandlerOptions {
  /** Default: answers of 500 and more. */
  shouldHandleError?(error: Error, request: unknown, reply: unknown): boolean;
}
type OnError = (request: unknown, reply: unknown, error: unknown, done: () => void) => void;

/** Reports what the routes of this instance throw; call it before they are added. Answers stay Fastify's own. */
export function setupFastifyErrorHandler(
  fastify: { addHook(name: 'onError', hook: OnError): unknown },
  { shouldHandleError }: FastifyErrorHandlerOptions = {},
): void {
  fastify.addHook('onError', (request, reply, error, done) => {
    if (shouldReport(shouldHandleError, error, request, reply)) {
      captureException(error, { mechanism: { type: 'auto.function.fastify', handled: false } });
    }
    done();
  });
}
