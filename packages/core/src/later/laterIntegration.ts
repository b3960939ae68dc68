import type { Integration } from '../client/integration';
import { checkOptionsOf } from '../scope/refuse';
import { notBuiltYet } from './notBuiltYet';

/** What Sentry's integration of the same name takes; read once the feature exists. */
export type LaterOptions = Record<string, unknown>;

/** An integration that says at its set-up that it does nothing yet. Its name is that of its factory unless Sentry gave it another. */
export function laterIntegration(factory: string, options?: LaterOptions, name?: string): Integration {
  return {
    name: name ?? factory[0]?.toUpperCase() + factory.slice(1, -'Integration'.length),
    setup(client) {
      notBuiltYet(factory, client);
      checkOptionsOf(factory, options, client);
    },
  };
}
