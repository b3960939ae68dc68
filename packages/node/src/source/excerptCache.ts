import type { Excerpt } from './excerpt';

export interface ExcerptCache {
  get(key: string): Excerpt | undefined;
  set(key: string, excerpt: Excerpt): void;
}

/** What V8 needs for an entry beside its characters; rounded up. */
const ENTRY_BYTES = 600;

function sizeOf(key: string, { pre, line, post }: Excerpt): number {
  let characters = key.length + line.length;
  for (const each of pre) characters += each.length;
  for (const each of post) characters += each.length;
  return ENTRY_BYTES + 2 * characters;
}

/** Bounded by estimated bytes, least recently used out. Keeps excerpts and no files: recurring errors ask for the same lines again. */
export function createExcerptCache(maxBytes: number): ExcerptCache {
  const entries = new Map<string, { excerpt: Excerpt; bytes: number }>();
  let total = 0;

  return {
    get(key) {
      const entry = entries.get(key);
      if (!entry) return undefined;
      entries.delete(key);
      entries.set(key, entry);
      return entry.excerpt;
    },
    set(key, excerpt) {
      total -= entries.get(key)?.bytes ?? 0;
      entries.delete(key);
      const bytes = sizeOf(key, excerpt);
      entries.set(key, { excerpt, bytes });
      total += bytes;
      for (const [oldest, entry] of entries) {
        if (total <= maxBytes) break;
        entries.delete(oldest);
        total -= entry.bytes;
      }
    },
  };
}
