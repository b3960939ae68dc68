import { isObject } from '../base/guards';
import { hasOwn, lastOf } from '../base/lists';
import { matches } from '../base/pattern';
import type { FingerprintRule } from '../client/options';
import { listOf } from '../scope/copyOf';
import { exceptionsOf, framesOf } from '../scope/exceptionsOf';
import type { Event } from '../wire/event';

type Pattern = string | RegExp | undefined;
type Facts = Record<string, string | undefined>;

const BASE_CLASS = /^(?:(?:Aggregate|Eval|Range|Reference|Syntax|Type|URI)?Error)$/;
/** What the server would group by. */
export const DEFAULT = /^\{\{\s*default\s*\}\}$/;
const PLACEHOLDER = /\{\{\s*([^\s{}]{1,200})\s*\}\}/g;

/** What rules look at and placeholders stand for. The captured exception is the last, its crash site the last frame. */
function factsOf(event: Event): Facts {
  const exception = lastOf(exceptionsOf(event));
  const frame = lastOf(framesOf(exception).filter(({ in_app }) => in_app));
  const facts: Facts = {
    type: exception?.type,
    message: exception?.value ?? event.message,
    file: frame?.filename,
    function: frame?.function,
    module: frame?.module,
    transaction: event.transaction,
    level: event.level,
  };
  for (const [name, value] of Object.entries(event.tags ?? {})) facts[`tags.${name}`] = String(value);
  return facts;
}

/** Text is equal, a RegExp is searched for; what is not asked for holds. */
function holds(pattern: Pattern, fact: string | undefined): boolean {
  if (pattern === undefined) return true;
  return fact !== undefined && (typeof pattern === 'string' ? fact === pattern : matches(fact, pattern));
}

/** `{{ default }}` is the server's to fill in, and so is what is none of ours. */
function fill(part: string, facts: Facts): string {
  return part.replace(PLACEHOLDER, (whole, name: string) =>
    hasOwn(facts, name) || name.startsWith('tags.') ? (facts[name] ?? `<no-${name}>`) : whole,
  );
}

function isUsable(rule: FingerprintRule): boolean {
  return (
    isObject(rule) && isObject(rule.when) && Array.isArray(rule.fingerprint) && rule.fingerprint.every(part => typeof part === 'string')
  );
}

function isTooBroad({ when, fingerprint }: FingerprintRule): boolean {
  const { type, ...others } = when;
  const alone = Object.values(others).every(condition => condition === undefined);
  return alone && typeof type === 'string' && BASE_CLASS.test(type) && !fingerprint.some(part => part.search(PLACEHOLDER) >= 0);
}

/**
 * Rules as data (api.md section 1): answers the fingerprint of the first rule that an event matches. A rule that cannot be read warns
 * and is skipped; one that would put every error of a base class into one issue warns.
 */
export function createFingerprintRules(
  given: FingerprintRule[] | undefined,
  warn: (code: string, key: string, detail?: string) => void,
): (event: Event) => string[] | undefined {
  const rules = listOf(given).filter((rule, at) => {
    const key = `fingerprintRules[${at}]`;
    if (!isUsable(rule)) warn('V011', key, '{ when: { ... }, fingerprint: [texts] }');
    else if (isTooBroad(rule)) warn('V014', key);
    return isUsable(rule);
  });
  return event => {
    if (!rules.length) return undefined;
    const facts = factsOf(event);
    const rule = rules.find(
      ({ when: { type, message, file, tags } }) =>
        holds(type, facts['type']) &&
        holds(message, facts['message']) &&
        holds(file, facts['file']) &&
        Object.entries(tags ?? {}).every(([name, pattern]) => holds(pattern, facts[`tags.${name}`])),
    );
    return rule?.fingerprint.map(part => fill(part, facts));
  };
}
