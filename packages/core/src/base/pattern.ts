import { safely } from './safely';

/**
 * Text is a substring, the empty one of nothing; a RegExp is searched for. A search neither reads nor moves `lastIndex`, so the flags g and
 * y never alternate and the owner of the expression notices nothing. What is no pattern matches nothing. Never throws.
 */
export function matches(value: string, pattern: string | RegExp): boolean {
  return !!safely(() => (typeof pattern === 'string' ? pattern && value.includes(pattern) : pattern[Symbol.search](value) >= 0));
}

/** True when one of the patterns matches; no list matches nothing. */
export function matchesAny(value: string, patterns?: ReadonlyArray<string | RegExp>): boolean {
  return Array.isArray(patterns) && patterns.some(pattern => matches(value, pattern));
}
