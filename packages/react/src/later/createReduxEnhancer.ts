import { checkOptionsOf, notBuiltYet } from '@vigil/browser';

export interface SentryEnhancerOptions {
  [key: string]: unknown;
  attachReduxState?: boolean | undefined;
}

/** A store enhancer that passes everything on and records nothing yet. */
export function createReduxEnhancer(options?: SentryEnhancerOptions): <N>(next: N) => N {
  notBuiltYet('createReduxEnhancer');
  checkOptionsOf('createReduxEnhancer', options);
  return next => next;
}
