import type { Detector } from './detectors';
import type { ScrubRules } from './scrub';
import type { DetectorName } from './scrubOptions';

type Clean = ScrubRules['cleanText'];

/** What one of the steps must find somewhere. */
const HOT =
  /[:=]\s{1,9}(?=[^\s"'(){}<>[\];,:]{0,99}\d)\S{6}|\s=\s{0,9}["']|\b[\w-]{18}|\.\w{14}|--\w[\w-]{0,63}\s\S|<\/|%40|ervices\/|(?:ookie|ation):/i;

/** What key and value look like where nothing but a blank keeps them apart: a word with a digit in it is no prose, and no code. */
const SPACED =
  /([\w.-]{0,63}\w)(\s?[:=]\s{1,9}(?=[^\s"'(){}<>[\];,:]{0,99}\d)(?=\S{6})|\s{1,3}=\s{0,9}(?=["']))("[^"\r\n]*"?|'[^'\r\n]*'?|[^\s&;,}]+)/g;

/** The same of an argument of a command line. */
const ARGUMENT = /(--[\w-]{1,64})(\s)(?=\S{0,99}\d)(?:"[^"\r\n]*"?|'[^'\r\n]*'?|[^\s&;,}]+)/g;

/** Off or on with these: the first with `token`, the last with `email`. Each is linear, as the others are. */
const STEPS: Array<[detector: DetectorName | undefined, ...Detector]> = [
  [
    'token',
    'token',
    // by the letters a provider puts before them; of those that are words too, a digit decides
    /()\b(?:xapp-|GOCSPX-|pypi-|sq0[a-z]{3}-|NRAK-|PMAK-|AGE-SECRET-KEY-|ATATT3|ya29\.|hvs\.|SG\.|(?=[\w-]{0,99}\d)(?:gl[a-z]{2,4}-|hf_|dop_v1_|shp[a-z]{2}_|lin_api_|dckr_pat_|rubygems_|sntr[a-z]{2}_|sbp_|figd_|pscale_[a-z]{2,5}_))[\w-]{14,}(?:\.[\w-]+)*/g,
  ],
  [
    'token',
    'token',
    /()\b(?:(?:SK|dapi|key-)[\da-f]{32}\b|[\da-f]{32}-us\d\d?\b|(?:bot)?\d{8,10}:AA[\w-]{32,}|(?:services|webhooks)\/[A-Z\d]{8,}\/[\w/-]{14,})/g,
  ],
  ['email', 'email', /()\b[\w.+-]{1,64}%40(?:[\w-]+\.)+[a-zA-Z]{2,}/g],
  // a header keeps its line, or its quotes
  [undefined, 'key', /^(\s{0,9}(?:proxy-)?(?:authorization|(?:set-)?cookie):\s).+/gim],
  [undefined, 'key', /((["'])(?:proxy-)?(?:authorization|(?:set-)?cookie):\s)(?:(?!\2)[^\r\n])+/gi],
];

/**
 * What bundles that count every byte are without: the tokens of more providers, and secret keys in lines of text (`password: x`,
 * `--password x`, `<password>x`). `first` are the detectors every bundle has. Linear.
 */
export function createMoreDetectors(
  isSecretKey: (key: string) => boolean,
  first: Clean,
  chosen: Partial<Record<DetectorName, boolean>> | undefined,
): Clean {
  const steps: Detector[] = [
    ...STEPS.filter(([detector]) => !detector || chosen?.[detector] !== false).map(([, ...step]): Detector => step),
    ['key', /<([\w:.-]{1,64})>[^<]+/g],
    ['key', ARGUMENT],
    ['key', SPACED],
  ];
  const byKey = (match: string, key: string, separator: string) => {
    if (!isSecretKey(key)) return match;
    return match[0] === '<' ? `<${key}>[Filtered]` : `${key}${separator}[Filtered]`;
  };
  return (text, hit) => {
    let clean = first(text, hit);
    if (clean.length < 6 || !HOT.test(clean)) return clean;
    for (const [at, [name, pattern]] of steps.entries()) {
      const next =
        at < steps.length - 3 ? clean.replace(pattern, '$1[Filtered]') : clean.replace(pattern, byKey as (match: string) => string);
      if (next !== clean) hit?.(name);
      clean = next;
    }
    return clean;
  };
}
