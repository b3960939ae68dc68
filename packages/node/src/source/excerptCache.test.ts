import { describe, expect, it } from 'vitest';
import { createExcerptCache } from './excerptCache';

const excerpt = (line: string) => ({ pre: [], line, post: [] });
// three entries of this kind fit, four do not
const BOUND = 3 * (600 + 2 * (1 + 1_000)) + 100;
const long = (mark: string) => excerpt(mark.repeat(1_000));

describe('an excerpt cache', () => {
  it('gives back what was put in', () => {
    const cache = createExcerptCache(BOUND);
    cache.set('a', long('a'));
    expect(cache.get('a')).toEqual(long('a'));
    expect(cache.get('b')).toBeUndefined();
  });

  it('drops the least recently used when its bytes are full', () => {
    const cache = createExcerptCache(BOUND);
    for (const key of ['a', 'b', 'c']) cache.set(key, long(key));
    cache.get('a');
    cache.set('d', long('d'));
    expect(['a', 'b', 'c', 'd'].filter(key => cache.get(key))).toEqual(['a', 'c', 'd']);
  });

  it('counts a key that is set again once', () => {
    const cache = createExcerptCache(BOUND);
    for (let nth = 0; nth < 100; nth++) cache.set('a', long('a'));
    cache.set('b', long('b'));
    cache.set('c', long('c'));
    expect(['a', 'b', 'c'].every(key => cache.get(key))).toBe(true);
  });

  it('keeps nothing that alone exceeds its bound', () => {
    const cache = createExcerptCache(1_000);
    cache.set('a', long('a'));
    expect(cache.get('a')).toBeUndefined();
  });
});
