import { type Context, context } from '@opentelemetry/api';
import { safely } from '@vigil/core';

// Where all copies of the API's 1.x keep what was registered.
const REGISTRY: unique symbol = Symbol.for('opentelemetry.js.api.1');

interface Registry {
  context?: { active(): Context };
}

/**
 * The context that is active for whoever registered a context manager. The API itself does not look at what a copy of a lower minor version
 * has registered, and an application may well have two.
 */
export function activeContext(): Context {
  return safely(() => (globalThis as { [REGISTRY]?: Registry })[REGISTRY]?.context?.active()) ?? context.active();
}
