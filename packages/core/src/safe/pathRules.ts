/** What becomes of a place that a path names. */
export type PathAction = 'path' | 'hash';
/** How far the paths have come at some place; empty: none leads further. */
export type Reach = ReadonlySet<number>;

export interface PathRules {
  readonly start: Reach;
  /** One key deeper, and what `also` came to. A key that holds dots counts as one key and as several. */
  step(reach: Reach, key: string, also?: Reach): Reach;
  /** Undefined: no path ends here. */
  endOf(reach: Reach): PathAction | undefined;
  /** The last keys of those that lead further: what is secret in a text that is no data. */
  namesIn(reach: Reach): Set<string>;
}

type Part = string | { end: PathAction };

/** `a.*.b`, `a.**.b`, `a.0.b`: keys without regard to case, `*` any one, `**` any number of them, also none. Undefined: that is no path. */
export function parsePath(path: unknown): string[] | undefined {
  if (typeof path !== 'string' || path.length > 500) return undefined;
  const parts = path.trim().toLowerCase().split('.');
  // half a wildcard would match nothing, in silence
  const isGood = parts.length <= 50 && parts.every(part => part && (/^\*\*?$/.test(part) || !part.includes('*')));
  return isGood ? parts.filter((part, at) => part !== '**' || parts[at - 1] !== '**') : undefined;
}

/** All paths as one automaton: a place costs as many steps as there are paths under way, never more than they have parts. */
export function createPathRules(lists: Array<[PathAction, string[][]]>): PathRules {
  const parts: Part[] = [];
  const start = new Set<number>();
  const enter = (at: number, into: Set<number>): void => {
    into.add(at);
    if (parts[at] === '**') enter(at + 1, into);
  };
  const starts = lists.flatMap(([end, paths]) =>
    paths.map(path => {
      const first = parts.length;
      parts.push(...path, { end });
      return first;
    }),
  );
  for (const first of starts) enter(first, start);

  function move(reach: Reach, key: string): Set<number> {
    const next = new Set<number>();
    for (const at of reach) {
      const part = parts[at];
      // parsing left no `**` behind another
      if (part === '**') next.add(at).add(at + 1);
      if (part === '*' || part === key) enter(at + 1, next);
    }
    return next;
  }
  return {
    start,
    step(reach, given, also) {
      const key = given.toLowerCase();
      const next = move(reach, key);
      for (const at of also ?? []) next.add(at);
      if (key.includes('.')) for (const at of key.split('.').slice(0, 50).reduce<Reach>(move, reach)) next.add(at);
      return next;
    },
    endOf(reach) {
      let found: PathAction | undefined;
      for (const at of reach) {
        const part = parts[at];
        // a hash says more than nothing, and as little of the value
        if (typeof part === 'object' && found !== 'hash') found = part.end;
      }
      return found;
    },
    namesIn(reach) {
      const names = new Set<string>();
      for (const at of reach) {
        let last = at;
        while (typeof parts[last] === 'string') last++;
        if (last > at) names.add(parts[last - 1] as string);
      }
      return names;
    },
  };
}
