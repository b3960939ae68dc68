import type { LaterOptions } from './laterIntegration';
import { checkOptionsOf, notBuiltYet } from './notBuiltYet';

/** Hands back the server as it is. */
export function wrapMcpServerWithSentry<S extends object>(server: S, options?: LaterOptions): S {
  notBuiltYet('wrapMcpServerWithSentry');
  checkOptionsOf('wrapMcpServerWithSentry', options);
  return server;
}
