/** What waits for a decision, in memory alone. */
export interface Held {
  /** In UTF-16 units of JSON and bytes of attachments. */
  size: number;
  send(): void;
  drop(): void;
}
export interface Ring {
  add(each: Held): void;
  /** Empties it, oldest first, by what is to become of each. */
  end(how: 'send' | 'drop'): void;
  size(): number;
  readonly isEmpty: boolean;
}

/** At most so many, and so many bytes, together: the oldest leaves first. */
export function createRing(maxItems: number, maxSize: number): Ring {
  let held: Held[] = [];
  let size = 0;
  return {
    add(each) {
      held.push(each);
      size += each.size;
      while (held.length > maxItems || size > maxSize) {
        const oldest = held.shift()!;
        size -= oldest.size;
        oldest.drop();
      }
    },
    end(how) {
      const all = held;
      held = [];
      size = 0;
      for (const each of all) each[how]();
    },
    size: () => size,
    get isEmpty() {
      return !held.length;
    },
  };
}
