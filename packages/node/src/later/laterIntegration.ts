import type { Integration } from '@vigil/core';
import { checkOptionsOf, notBuiltYet } from './notBuiltYet';

/** What Sentry's integration of the same name takes; read once the feature exists. */
export type LaterOptions = Record<string, unknown>;

/** An integration that says at its set-up that it does nothing yet. */
export function laterIntegration(name: string, factory: string, options?: LaterOptions): Integration {
  return {
    name,
    setup(client) {
      notBuiltYet(factory, client);
      checkOptionsOf(factory, options, client);
    },
  };
}
