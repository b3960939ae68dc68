import { peek } from '../base/guards';
import { listOf } from '../scope/copyOf';
import { getCurrentHub } from '../scope/hub';
import { refuse } from '../scope/refuse';

export interface FeatureFlag {
  flag: string;
  result: boolean;
}

/** Of one event (protocol 8.2). */
const MOST = 100;

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
  const scope = getCurrentHub().getIsolationScope();
  const known = listOf(peek(scope.read().contexts?.['flags'], 'values') as FeatureFlag[]);
  const newest = known.at(-1);
  // the same question again and again, as loops ask it
  if (peek(newest, 'flag') !== flag || peek(newest, 'result') !== result) {
    const values = known.filter(each => peek(each, 'flag') !== flag).slice(1 - MOST);
    scope.setContext('flags', { values: [...values, { flag, result }] });
  }
  return true;
}
