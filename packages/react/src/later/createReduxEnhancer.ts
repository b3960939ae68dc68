import { checkOptionsOf, notBuiltYet, type Scope } from '@vigil/browser';

export interface SentryEnhancerOptions<S = Record<string, unknown>, A = { type?: unknown; [key: string]: unknown }> {
  attachReduxState?: boolean | undefined;
  /** What of an action becomes its breadcrumb; null: none. */
  actionTransformer?: ((action: A) => unknown) | undefined;
  /** What of the state goes along with an event; null: nothing. */
  stateTransformer?: ((state: S | undefined) => unknown) | undefined;
  configureScopeWithState?: ((scope: Scope, state: S) => void) | undefined;
}

/** A store enhancer that passes everything on and records nothing yet. */
export function createReduxEnhancer<S = Record<string, unknown>, A = { type?: unknown; [key: string]: unknown }>(
  options?: SentryEnhancerOptions<S, A>,
): <N>(next: N) => N {
  notBuiltYet('createReduxEnhancer');
  checkOptionsOf('createReduxEnhancer', options);
  return next => next;
}
