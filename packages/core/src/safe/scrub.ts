import { matches } from '../base/pattern';
import { DETECTORS, type Detector } from './detectors';
import type { ScrubOptions } from './scrubOptions';
import { scrubPairs } from './scrubPairs';
import { scrubTail } from './scrubUrl';
import { secrecy, spell } from './secretWords';
import { walk } from './walk';

export interface ScrubRules {
  /** Given the value too, a number or a boolean is secret under few keys only. */
  isSecretKey(key: string, value?: unknown): boolean;
  /** `hit` is told each rule that matched. */
  cleanText(text: string, hit?: (rule: string) => void): string;
}

interface Step {
  name: string;
  /** A text without which the step has nothing to do. */
  hint: string;
  run(text: string): string;
}

const MAX_REMEMBERED = 200;

function createKeyRule({ keys, allowKeys }: ScrubOptions): ScrubRules['isSecretKey'] {
  const known = new Map<string, number>();
  const more = [keys ?? []].flat();
  const allowed = [allowKeys ?? []].flat().map(key => spell(`${key}`));
  const judge = (key: string) => {
    const spelled = spell(key);
    if (allowed.includes(spelled)) return 0;
    return more.some(rule => (typeof rule === 'string' ? matches(spelled, spell(rule)) : matches(key, rule))) ? 2 : secrecy(spelled);
  };
  return (key, value) => {
    let found = known.get(key);
    if (found === undefined) {
      // keys that are ids must not fill the memory
      if (known.size > 999) known.clear();
      found = judge(key);
      known.set(key, found);
    }
    return found > +(typeof value === 'number' || typeof value === 'boolean');
  };
}

/** A JSON text with its secrets filtered, the same text when there are none; undefined when it is no JSON. */
function cleanJson(text: string, rules: ScrubRules): string | undefined {
  try {
    const parsed: unknown = JSON.parse(text);
    const clean = JSON.stringify(walk(parsed, { maxBytes: 1e6 }, 1, { rules }));
    return clean === JSON.stringify(parsed) ? text : clean;
  } catch {
    return undefined;
  }
}

/**
 * The rules of `scrub` (Privacy in the API); `false` gives rules that filter nothing. With `keepQueryValues` the values of harmless
 * keys stay in URLs. `onWarn` is told V013 for an option without effect yet, V011 for an entry of `values` without a pattern. Never throws.
 */
export function createScrubRules(
  options: ScrubOptions | false | undefined,
  onWarn: (code: string, key: string) => void,
  keepQueryValues?: boolean,
): ScrubRules {
  if (options === false) return { isSecretKey: () => false, cleanText: text => text };
  const given = options ?? {};
  for (const key of ['paths', 'hash', 'ip'] as const) if (given[key]) onWarn('V013', 'scrub.' + key);
  const isSecretKey = createKeyRule(given);
  const steps: Step[] = [
    { name: 'url', hint: '/', run: text => text.replace(/(?:^\/|:\/\/)[^\s"'<>)]*/g, url => scrubTail(url, keepQueryValues, isSecretKey)) },
    { name: 'key', hint: '', run: text => scrubPairs(text, isSecretKey) },
  ];
  const replace = (name: string, hint: string, pattern: RegExp, replacement: Detector[3] = '$1[Filtered]') =>
    steps.push({ name, hint, run: text => text.replace(pattern, replacement as string) });
  // the first characters of whatever the default steps look for; other patterns may look for anything
  let hot = /[=:@_-]|\/\/|^[/{[]|eyJ|\d{4}|A[IKS]|(?:earer|asic) /;
  DETECTORS.forEach((detector, at) => {
    if (!(given.detectors?.[detector[0]] ?? at < 6)) return;
    replace(...detector);
    if (at > 5) hot = /^/;
  });
  for (const entry of [given.values ?? []].flat()) {
    try {
      replace(`${entry.name}`, '', new RegExp(entry.pattern, entry.pattern.flags.replace(/[gy]/g, '') + 'g'), '[Filtered]');
      hot = /^/;
    } catch {
      onWarn('V011', 'scrub.values');
    }
  }
  // source lines, tags and URLs come again with each event
  const harmless = new Set<string>();
  const rules: ScrubRules = {
    isSecretKey,
    cleanText(text, hit) {
      if (harmless.has(text) || !hot.test(text)) return text;
      // what opens like JSON and holds a string may be JSON; the texts in it come back here one by one
      const json = text.length <= 16_384 && /^[{[][\s\S]*"/.test(text) && cleanJson(text, rules);
      if (json) {
        if (json !== text) hit?.('json');
        return json;
      }
      let clean = text;
      for (const step of steps) {
        if (!clean.includes(step.hint)) continue;
        const before = clean;
        clean = step.run(before);
        if (clean !== before) hit?.(step.name);
      }
      if (clean === text && text.length < MAX_REMEMBERED) {
        if (harmless.size > 1999) harmless.clear();
        // a copy: a slice would keep alive the whole source file or body it was cut from
        harmless.add(` ${text}`.slice(1));
      }
      return clean;
    },
  };
  return rules;
}
