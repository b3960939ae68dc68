/** The name that a typing slip would have meant: at most a third of it wrong. */
export function nearest(key: string, names: string[]): string | undefined {
  const ranked = names.map(name => [distance(key.toLowerCase().slice(0, 64), name.toLowerCase()), name] as const).sort(([a], [b]) => a - b);
  const [best] = ranked;
  return best && best[0] <= Math.max(2, key.length / 3) ? best[1] : undefined;
}

function distance(a: string, b: string): number {
  let row = [...Array(b.length + 1).keys()];
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next[j] = Math.min(swap, (row[j] as number) + 1, (next[j - 1] as number) + 1);
    }
    row = next;
  }
  return row[b.length] as number;
}
