import { notBuiltYet } from './notBuiltYet';

export interface TrpcMiddlewareOptions {
  attachRpcInput?: boolean;
  forceTransaction?: boolean;
}

/** Leaves the app as it is; errors of its requests are reported when they reach the process. */
export function setupKoaErrorHandler(_app: { use(middleware: unknown): unknown }): void {
  notBuiltYet('setupKoaErrorHandler');
}
/** Leaves the server as it is; errors of its requests are reported when they reach the process. */
export async function setupHapiErrorHandler(_server: object): Promise<void> {
  notBuiltYet('setupHapiErrorHandler');
}
/** Runs the procedure as it is. */
export function trpcMiddleware(_options?: TrpcMiddlewareOptions): <T>(call: { next: () => Promise<T> }) => Promise<T> {
  return call => {
    notBuiltYet('trpcMiddleware');
    return call.next();
  };
}
