import { isObject } from '../base/guards';
import { matches } from '../base/pattern';
import { safely } from '../base/safely';
import type { Event } from '../wire/event';
import { DETECTORS, type Detector } from './detectors';
import type { Json, NoteTaker } from './json';
import { rememberHarmless } from './rememberHarmless';
import type { DetectorName, ScrubOptions } from './scrubOptions';
import { scrubPairs } from './scrubPairs';
import { scrubTail } from './scrubUrl';
import { secrecy, spell } from './secretWords';
import { walk } from './walk';
import { CONTEXTS, FREE } from './zones';

/** The object that a member stands in, and under which key or index it does itself. */
export interface Holder {
  from: object;
  /** What `from` is told of: the object before its toJSON. */
  self: object;
  key: string | number;
  /** Of its members: free data, or the protocol's own. */
  zone: number;
  up?: Holder | undefined;
}

export interface ScrubRules {
  /** What is secret besides the usual, the application's own: an extension may add to it before the first event. */
  keys: Array<string | RegExp>;
  /** Given the value too, a number or a boolean is secret under few keys only. What else the holder says of it an extension may look at. */
  isSecretKey(key: string, value?: unknown, holder?: Holder): boolean;
  /** `hit` is told each rule that matched. */
  cleanText(text: string, hit?: (rule: string) => void): string;
  /** What is shown in place of a member, for hooks too; undefined for the member itself. An extension's. */
  redactIn?(key: unknown, value: unknown, holder: Holder): unknown;
  /** Before anything else sees the event, of which it gives another one. An extension's. */
  redact?(event: Event, note: NoteTaker): Event;
  /** Who a session is of, and from where. An extension's. */
  redactUser?(did: Json | undefined, address: Json | undefined): [did: Json | undefined, address: Json | undefined];
  /** `scrub.ip`, where an extension sees to it. */
  ip?: ScrubOptions['ip'];
}

/** What one of the default steps must find somewhere; few texts and few source lines have it. Rare first letters make it fast. */
const HOT =
  /[_-](?:[\w-]{14}|----B)|@|=[^\s=>]|["']\s*:|:\s*["']|"\s*,\s*\\*"|[Bb](?:earer|asic) |yJ[\w.-]{9}|A[IKS][zI][aA]|[2-6]\d{3}[ -]?\d{4}/;

function createKeyRule({ allowKeys }: ScrubOptions, keys: ScrubRules['keys']): ScrubRules['isSecretKey'] {
  const known = new Map<string, number>();
  const allowed = (Array.isArray(allowKeys) ? allowKeys : []).map(key => spell(`${key}`));
  const weigh = (key: string): number => {
    const spelled = spell(key);
    const isMore = (rule: string | RegExp) => (typeof rule === 'string' ? spelled.includes(spell(rule)) : matches(key, rule));
    return allowed.includes(spelled) ? 0 : keys.some(isMore) ? 3 : secrecy(spelled);
  };
  return (key, value, holder) => {
    let found = known.get(key);
    if (found === undefined) {
      // keys that are ids must not fill the memory
      if (known.size > 999) known.clear();
      known.set(key, (found = weigh(key)));
    }
    // under the class of an error stand its fields, which have keys of their own
    const isClass = found < 3 && holder?.zone === CONTEXTS && /(?:Error|Exception)(?: \d+)?$/.test(key) && isObject(value);
    return !isClass && found > +/number|boolean/.test(typeof value);
  };
}

/** The rules of `scrub` (Privacy in the API). `onWarn` is told V011 for an entry of `values` without a pattern. Never throws. */
export function createScrubRules(options: ScrubOptions | undefined, onWarn: (code: string, key: string) => void): ScrubRules {
  const given = options ?? {};
  const { detectors, values } = given;
  const keys = [given.keys ?? []].flat();
  const isSecretKey = createKeyRule(given, keys);
  // what HOT does not know can begin anywhere
  const hot = detectors || values ? /^/ : HOT;
  const steps: Detector[] = [
    // what React's production builds say of an error stands in the query of its page
    ['url', /(?:^[/?]|[\s"']\/|:\/\/(?!react(?:\.dev\/e|js\.org\/docs\/e)rror))[^\s"'<>)]*/g, url => scrubTail(url)],
    ['key', /.+/gs, text => scrubPairs(text, isSecretKey)],
    ...DETECTORS.filter(([name], at) => detectors?.[name as DetectorName] ?? at < 6),
  ];
  for (const entry of [values ?? []].flat()) {
    try {
      steps.push([`${entry.name}`, new RegExp(entry.pattern, entry.pattern.flags.replace(/[gy]/g, '') + 'g'), '[Filtered]']);
    } catch {
      onWarn('V011', 'scrub.values');
    }
  }
  /** What opens like JSON and holds a string may be JSON; the texts in it come back here one by one. Throws when it is none. */
  const cleanJson = (text: string): string => {
    const copy = walk(JSON.parse(text), FREE, { maxBytes: 1e6, rules, note: () => (text = '') });
    return text || JSON.stringify(copy);
  };

  const cleanHot = rememberHarmless((text, hit) => {
    let clean = text;
    const replace = (name: string, next: string) => {
      if (next !== clean) hit?.(name);
      clean = next;
    };
    const json = /^["{[].*"/s.test(text) && safely(() => cleanJson(text));
    if (json) replace('json', json);
    else for (const [name, pattern, by = '$1[Filtered]'] of steps) replace(name, clean.replace(pattern, by as string));
    return clean;
  });

  const rules: ScrubRules = {
    keys,
    isSecretKey,
    cleanText: (text, hit) => (hot.test(text) || /^["[]/.test(text) ? cleanHot(text, hit) : text),
  };
  return rules;
}
