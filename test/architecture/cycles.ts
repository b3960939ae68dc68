import { importsOf } from './imports';
import type { Sources, Violation } from './sources';

/** Value imports form no circle. One violation for each import that closes one. */
export function checkCycles(sources: Sources): Violation[] {
  const edges = importsOf(sources).filter(({ to, typeOnly }) => to !== undefined && !typeOnly);
  const done = new Set<string>();
  const found: Violation[] = [];
  const visit = (path: string, trail: string[]): void => {
    if (done.has(path)) return;
    for (const { to = '', line } of edges.filter(({ from }) => from === path)) {
      const at = [...trail, path].indexOf(to);
      if (at < 0) visit(to, [...trail, path]);
      else found.push({ path, line, message: `circle: ${[...[...trail, path].slice(at), to].join(' -> ')}` });
    }
    done.add(path);
  };
  for (const path of Object.keys(sources)) visit(path, []);
  return found;
}
