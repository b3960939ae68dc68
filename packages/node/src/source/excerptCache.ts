import type { Excerpt } from './excerpt';

/** `null`: looked for, and not there. */
export type KnownExcerpt = Excerpt | null;

export interface ExcerptCache {
  get(key: string): KnownExcerpt | undefined;
  set(key: string, excerpt: KnownExcerpt): void;
}

/** What V8 needs for an entry beside its characters; rounded up. */
const ENTRY_BYTES = 600;

function sizeOf(key: string, excerpt: KnownExcerpt): number {
  let characters = key.length + (excerpt?.line.length ?? 0);
  for (const each of excerpt?.pre ?? []) characters += each.length;
  for (const each of excerpt?.post ?? []) characters += each.length;
  return ENTRY_BYTES + 2 * characters;
}

/**
 * Bounded by estimated bytes. Keeps excerpts and no files: recurring errors ask for the same lines again. The oldest leaves, unless it was asked
 * for since its last turn; to move each with every look would cost more than the look.
 */
export function createExcerptCache(maxBytes: number): ExcerptCache {
  const entries = new Map<string, { excerpt: KnownExcerpt; bytes: number; isAsked: boolean }>();
  let total = 0;

  return {
    get(key) {
      const entry = entries.get(key);
      if (entry) entry.isAsked = true;
      return entry?.excerpt;
    },
    set(key, excerpt) {
      total -= entries.get(key)?.bytes ?? 0;
      entries.delete(key);
      const bytes = sizeOf(key, excerpt);
      entries.set(key, { excerpt, bytes, isAsked: false });
      total += bytes;
      for (const [oldest, entry] of entries) {
        if (total <= maxBytes) break;
        entries.delete(oldest);
        if (entry.isAsked) entries.set(oldest, { ...entry, isAsked: false });
        else total -= entry.bytes;
      }
    },
  };
}
