import { isObject, peek } from '../base/guards';
import { listOf } from '../scope/copyOf';
import { getCurrentHub } from '../scope/hub';
import { refuse } from '../scope/refuse';
import type { Scope } from '../scope/scope';

export interface FeatureFlag {
  flag: string;
  result: boolean;
}
type Flags = Map<unknown, unknown>;

/** Of one event (protocol 8.2). */
const MOST = 100;

/** What contexts made here stand for. Pages ask for flags a thousand times where they report none, so the list is made when it is read. */
const kept = new WeakMap<object, { scope: Scope; flags: Flags }>();

/**
 * Notes how a feature flag was evaluated. Errors of this request, job or page carry the last 100 in `contexts.flags`, the newest last, each
 * once with its last result; what the process evaluated before goes along. Anything but a name and `true` or `false` is refused.
 */
export function addFeatureFlag(name: string, value: boolean): void {
  if (!noteFlag(name, value)) refuse('addFeatureFlag', undefined, 'a name, and true or false');
}

/** The same of what a provider evaluated: variants and numbers are nothing that the protocol has a place for. */
export function noteFlag(flag: unknown, result: unknown): boolean {
  if (typeof flag !== 'string' || typeof result !== 'boolean') return false;
  const flags = flagsOf(getCurrentHub().getIsolationScope());
  flags.delete(flag);
  flags.set(flag, result);
  if (flags.size > MOST) flags.delete(flags.keys().next().value);
  return true;
}

function values(this: object): Array<{ flag: unknown; result: unknown }> {
  return [...(kept.get(this)?.flags ?? [])].map(([flag, result]) => ({ flag, result }));
}

/** Those of this scope, which begin with those of the scope it is a fork of. */
function flagsOf(scope: Scope): Flags {
  const context = scope.read().contexts?.['flags'];
  const known = isObject(context) ? kept.get(context) : undefined;
  if (known?.scope === scope) return known.flags;
  const given = listOf(peek(context, 'values') as unknown[]).map(each => [peek(each, 'flag'), peek(each, 'result')] as const);
  const flags: Flags = new Map(known?.flags ?? given.slice(1 - MOST));
  // one getter for all: V8 keeps what one of a literal closes over until a full collection
  const live = Object.defineProperty({}, 'values', { get: values, enumerable: true });
  kept.set(live, { scope, flags });
  scope.set('contexts', { flags: live });
  return flags;
}
