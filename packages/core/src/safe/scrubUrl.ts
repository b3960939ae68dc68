import { secrecy, spell } from './secretWords';

/** What stands between `//` and the `@` before a host, also where an unescaped `?`, `#` or `@` stands in the password. */
export const USER_INFO = /(\/\/)(?:[^\s/?#:]*:[^\s/]*|[^\s/?#]*)(?=@)/g;

/**
 * A query or a form body without its values: `a=1&b` becomes `a=[Filtered]&b`. With `keepValues` only those of secret keys go.
 * Linear; any text will do.
 */
export function scrubQuery(query: string, keepValues?: boolean): string {
  return query.replace(/(^|[&#])([^&#=]*=)[^&#]+/g, (part: string, start: string, key: string) =>
    keepValues && !secrecy(spell(key)) ? part : start + key + '[Filtered]',
  );
}

/** `scrubQuery` for what follows the first `?` or `#`. */
export function scrubTail(url: string, keepValues?: boolean): string {
  const at = url.search(/[?#]/);
  return at < 0 ? url : url.slice(0, at) + scrubQuery(url.slice(at), keepValues);
}

/**
 * A URL, whole or relative, without user-info and without the values of query and fragment; with `keepQueryValues` those of harmless
 * keys stay. Of a `data:` URL the media type. Never throws on nonsense; linear.
 */
export function scrubUrl(url: string, keepQueryValues?: boolean): string {
  return scrubTail(url.replace(/^(data:[\w/.+-]{0,99}).*/is, '$1,~').replace(USER_INFO, '$1[Filtered]'), keepQueryValues);
}
