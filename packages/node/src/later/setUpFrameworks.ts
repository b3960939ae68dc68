import { getClient } from '@vigil/core';
import type { LaterOptions } from './laterIntegration';
import { checkOptionsOf, notBuiltYet } from './notBuiltYet';

export interface TrpcMiddlewareOptions {
  attachRpcInput?: boolean | undefined;
  forceTransaction?: boolean | undefined;
}

/** What it will report is lost without it: a name that only adds to an event may be left, this one may not. */
function reportsNothing(name: string): void {
  getClient()?.warn('V040', name, 'hand on errors: docs/frameworks/other-servers.md');
}

/** Leaves the app as it is: what it catches is reported by a line of your own (docs/frameworks/other-servers.md). */
export function setupKoaErrorHandler(app: { use(middleware: unknown): unknown }): void {
  reportsNothing('setupKoaErrorHandler');
  checkOptionsOf('setupKoaErrorHandler', app);
}
/** Leaves the server as it is: what it catches is reported by a line of your own (docs/frameworks/other-servers.md). */
export async function setupHapiErrorHandler(server: object): Promise<void> {
  reportsNothing('setupHapiErrorHandler');
  checkOptionsOf('setupHapiErrorHandler', server);
}
/** Runs the procedure as it is: what it throws is reported by a line of your own (docs/frameworks/other-servers.md). */
export function trpcMiddleware(options?: TrpcMiddlewareOptions): <T>(call: { next: () => Promise<T> }) => Promise<T> {
  checkOptionsOf('trpcMiddleware', options);
  return call => {
    reportsNothing('trpcMiddleware');
    return call.next();
  };
}
/** Hands back the server as it is. */
export function wrapMcpServerWithSentry<S extends object>(server: S, options?: LaterOptions): S {
  notBuiltYet('wrapMcpServerWithSentry');
  checkOptionsOf('wrapMcpServerWithSentry', options);
  return server;
}
