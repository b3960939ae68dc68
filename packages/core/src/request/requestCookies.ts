import { isObject } from '../base/guards';
import type { Collect } from '../client/options';
import { collects } from './collect';
import { shorten } from './requestHeaders';

const MAX_COOKIES = 100;
const MAX_CHARS = 1_024;

/** Of cookies more names than of other keys are secrets: whoever has the value is logged in. */
const LOGIN = /sess|remember|log[io]n|identity|oidc|pkce|nonce|mfa|2fa|cognito|firebase|supabase|^sb-|^__(?:secure|host)-|\bsid$/i;

/**
 * The cookies the rule lets in, undecoded; undefined when there are none. With `hide` the values of those that people are logged in by
 * go, unless the rule names them.
 */
export function pickCookies(header: string | undefined, rule: Collect, hide: boolean): Record<string, string> | undefined {
  if (!header || rule === false) return undefined;
  const isNamed = isObject(rule) && 'allow' in rule;
  const cookies: Record<string, string> = {};
  for (const pair of header.split(';', MAX_COOKIES)) {
    const at = pair.indexOf('=');
    const name = pair.slice(0, at).trim();
    if (!(at > 0) || name === '__proto__' || !collects(rule, name)) continue;
    const isHidden = hide && !isNamed && LOGIN.test(name);
    cookies[shorten(name, MAX_CHARS)] = isHidden ? '[Filtered]' : shorten(pair.slice(at + 1).trim(), MAX_CHARS);
  }
  return Object.keys(cookies).length ? cookies : undefined;
}
