import type { LaterOptions } from './laterIntegration';
import { checkOptionsOf, notBuiltYet } from './notBuiltYet';

export interface TrpcMiddlewareOptions {
  attachRpcInput?: boolean | undefined;
  forceTransaction?: boolean | undefined;
}

/** Leaves the app as it is; errors of its requests are reported when they reach the process. */
export function setupKoaErrorHandler(app: { use(middleware: unknown): unknown }): void {
  notBuiltYet('setupKoaErrorHandler');
  checkOptionsOf('setupKoaErrorHandler', app);
}
/** Leaves the server as it is; errors of its requests are reported when they reach the process. */
export async function setupHapiErrorHandler(server: object): Promise<void> {
  notBuiltYet('setupHapiErrorHandler');
  checkOptionsOf('setupHapiErrorHandler', server);
}
/** Runs the procedure as it is. */
export function trpcMiddleware(options?: TrpcMiddlewareOptions): <T>(call: { next: () => Promise<T> }) => Promise<T> {
  checkOptionsOf('trpcMiddleware', options);
  return call => {
    notBuiltYet('trpcMiddleware');
    return call.next();
  };
}
/** Hands back the server as it is. */
export function wrapMcpServerWithSentry<S extends object>(server: S, options?: LaterOptions): S {
  notBuiltYet('wrapMcpServerWithSentry');
  checkOptionsOf('wrapMcpServerWithSentry', options);
  return server;
}
