import type { Collect } from '../client/options';
import { collects } from './collect';
import { shorten } from './requestHeaders';

const MAX_COOKIES = 100;
const MAX_CHARS = 1_024;

/** The cookies the rule lets in, undecoded; undefined when there are none. */
export function pickCookies(header: string | undefined, rule: Collect): Record<string, string> | undefined {
  if (!header || rule === false) return undefined;
  const cookies: Record<string, string> = {};
  for (const pair of header.split(';', MAX_COOKIES)) {
    const at = pair.indexOf('=');
    const name = pair.slice(0, at).trim();
    if (at > 0 && name !== '__proto__' && collects(rule, name))
      cookies[shorten(name, MAX_CHARS)] = shorten(pair.slice(at + 1).trim(), MAX_CHARS);
  }
  return Object.keys(cookies).length ? cookies : undefined;
}
