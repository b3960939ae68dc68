import { type Context, type ContextManager, context, createContextKey } from '@opentelemetry/api';
import { safely } from '@vigil/core';

// Where all copies of the API's 1.x keep what was registered.
const REGISTRY: unique symbol = Symbol.for('opentelemetry.js.api.1');

interface Registry {
  context?: ContextManager;
}

/**
 * What was registered, if anything. The API itself does not look at what a copy of a lower minor version has registered, and an application
 * may well have two.
 */
function registered(): ContextManager | undefined {
  return (globalThis as { [REGISTRY]?: Registry })[REGISTRY]?.context;
}

/** The context that is active for whoever registered a context manager. */
export function activeContext(): Context {
  return safely(() => registered()?.active()) ?? context.active();
}

/** How the SDK marks the requests of its exporters; the key is shared by name. */
const suppressed = () => createContextKey('OpenTelemetry SDK Context Key SUPPRESS_TRACING');

export function isSuppressed(at: Context): boolean {
  return at.getValue(suppressed()) === true;
}

/** Runs `fn` where OpenTelemetry's SDK records no spans and writes no headers. */
export function withSuppressed<T>(fn: () => T): T {
  const manager = registered();
  const quiet = safely(() => manager?.active().setValue(suppressed(), true));
  return manager && quiet ? manager.with(quiet, fn) : fn();
}
