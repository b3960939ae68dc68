import { shouldPropagate } from '@vigil/core';
import { pageUrl } from '../requests/pageUrl';

/** `/api` is a path of this site; `//cdn.example.com` names another. */
const isPath = (target: string | RegExp) => typeof target === 'string' && /^\/(?!\/)/.test(target);

/**
 * Whether a request of this page gets trace headers. Without a list: to its own origin alone, for which no preflight is needed. With one: to
 * what it names, text in origin and path, a RegExp on the full URL; text that begins with a slash, or a RegExp for a path, only on the
 * page's own origin.
 */
export function propagatesTo(url: string, targets: ReadonlyArray<string | RegExp> | undefined): boolean {
  const parsed = pageUrl(url);
  if (!parsed || !/^https?:$/.test(parsed.protocol)) return false;
  const { href, origin, pathname } = parsed;
  // not that of `location`: in a sandboxed frame every origin is another; but a page's own variable of that name says nothing
  const isVariable = Object.getOwnPropertyDescriptor(globalThis, 'origin')?.writable;
  const isOwn = origin === (isVariable ? location : globalThis).origin;
  if (!targets) return isOwn;
  return isOwn
    ? shouldPropagate(href, targets) || shouldPropagate(pathname, targets)
    : shouldPropagate(
        href,
        targets.filter(target => !isPath(target)),
      );
}
