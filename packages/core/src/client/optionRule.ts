import { isObject } from '../base/guards';
import { hasOwn } from '../base/lists';
import { safely } from '../base/safely';
import { formerOptions } from './formerOptions';
import { nearest } from './nearest';

export type Warn = (code: string, key: string, detail?: string) => void;
/** What is used of a value, alone in a list; or, for one that is no good, a text of what it takes. */
export type OptionRule = (value: unknown, path: string, warn: Warn) => [used: unknown] | string;
/** One for each key of `T`. */
export type RulesOf<T> = { [Key in keyof T]-?: OptionRule };

export function kind(takes: string, holds: (value: unknown) => boolean): OptionRule {
  return value => (holds(value) ? [value] : takes);
}

export function oneOf(...words: string[]): OptionRule {
  return kind(words.map(word => `'${word}'`).join(' or '), value => words.includes(value as string));
}

/** The first that takes it. */
export function either(...rules: OptionRule[]): OptionRule {
  return (value, path, warn) => {
    const answers: string[] = [];
    for (const rule of rules) {
      const answer = rule(value, path, warn);
      if (typeof answer !== 'string') return answer;
      answers.push(answer);
    }
    return answers.join(', or ');
  };
}

/** A list; entries that `rule` does not take are named and left out. */
export function entries(rule: OptionRule): OptionRule {
  return (list, path, warn) => {
    if (!Array.isArray(list)) return 'a list';
    const used = list.flatMap((entry, at) => {
      const answer = rule(entry, `${path}[${at}]`, warn);
      if (typeof answer !== 'string') return answer;
      warn('V011', `${path}[${at}]`, answer);
      return [];
    });
    return [used];
  };
}

/**
 * An object with these members. Those that are no good are named and left out, so that the default stands in; others are too, unless
 * `isOpen` lets them pass.
 */
export function record(rules: Record<string, OptionRule>, isOpen?: (key: string) => boolean): OptionRule {
  return (given, path, warn) => {
    if (!isObject(given) || Array.isArray(given)) return 'an object';
    const used: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(given)) {
      // not given, so that it never hides a default
      if (value === undefined) continue;
      const place = path ? `${path}.${key}` : key;
      const rule = hasOwn(rules, key) ? rules[key] : undefined;
      const answer = rule ? safely(() => rule(value, place, warn)) : undefined;
      if (Array.isArray(answer)) used[key] = answer[0];
      else if (rule) warn('V007', place, `${shown(value)}: it takes ${answer ?? 'what can be read'}`);
      else if (isOpen?.(key)) used[key] = value;
      else warn('V012', place, (!path && formerOptions[key]) || nearest(key, Object.keys(rules)));
    }
    return [used];
  };
}

/** A function in whose stead `instead` answers where it throws, or gives what `holds` says is no good. */
export function steady<A>(holds: (answer: unknown) => boolean, instead: () => A): OptionRule {
  return (given, path, warn) => {
    if (typeof given !== 'function') return 'a function';
    return [
      (...args: unknown[]) => {
        const answer: unknown = safely(() => given(...args));
        if (holds(answer)) return answer;
        warn('V041', path);
        return instead();
      },
    ];
  };
}

/** Never a text of the application's: it may be a secret in the wrong place. */
function shown(value: unknown): string {
  if (value === null || typeof value === 'number') return `${value}`;
  return Array.isArray(value) ? 'a list' : typeof value;
}
