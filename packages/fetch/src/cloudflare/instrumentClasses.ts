import type { ClassOf } from './cloudflareTypes';
import type { OptionsOf } from './startOnce';
import { wrapClass } from './wrapClass';

/**
 * A Durable Object each of whose calls has a context: `fetch`, `alarm`, the handlers of WebSockets, methods called by RPC. What they fail
 * with is reported once. `optionsOf` is asked with `env` when the object is made, unless the SDK runs. Gives a subclass of the same name.
 */
export function instrumentDurableObjectWithSentry<Env = unknown, _T = unknown, C extends ClassOf<Env> = ClassOf<Env>>(
  optionsOf: OptionsOf<Env>,
  DurableObjectClass: C,
): C {
  return wrapClass(optionsOf, DurableObjectClass, 'durable_object');
}

/**
 * A Workflow whose `run` reports what ends an instance, once, after the retries of its steps. A step runs outside of that context.
 * Gives a subclass of the same name.
 */
export function instrumentWorkflowWithSentry<Env = unknown, _P = unknown, _T = unknown, C extends ClassOf<Env> = ClassOf<Env>>(
  optionsOf: OptionsOf<Env>,
  WorkflowClass: C,
): C {
  return wrapClass(optionsOf, WorkflowClass, 'workflow');
}
