import { importsOf } from './imports';
import type { Sources, Violation } from './sources';

const CORE = 'packages/core/src/';

/** Floors of core, lowest first. Folders of one floor do not import each other. */
const FLOORS = [
  ['base'],
  ['wire'],
  ['safe', 'stack', 'trace'],
  ['scope', 'transport', 'instrument'],
  ['client'],
  ['errors', 'filters', 'flags', 'request', 'tracing', 'sessions', 'logs', 'metrics', 'checkIns'],
  ['jobs', 'tunnel', 'diagnose', 'later'],
  ['entries'],
];

export const signals = FLOORS[5] ?? [];

export function roomOf(path: string): string {
  const inside = path.slice(CORE.length).split('/');
  return inside.length === 1 ? 'entries' : (inside[0] ?? '');
}

const floorOf = (room: string): number => FLOORS.findIndex(rooms => rooms.includes(room));

/** Values are imported from a lower floor or from the same folder; types may come from anywhere. */
export function checkFloors(sources: Sources): Violation[] {
  const homeless = Object.keys(sources)
    .filter(path => floorOf(roomOf(path)) < 0)
    .map(path => ({ path, line: 1, message: `the folder ${roomOf(path)}/ stands on no floor` }));
  const upward = importsOf(sources).flatMap(({ from, to, typeOnly, line }) => {
    if (typeOnly || !to) return [];
    const [room, other] = [roomOf(from), roomOf(to)];
    if (room === other || floorOf(other) < floorOf(room)) return [];
    return [{ path: from, line, message: `${room} (floor ${floorOf(room)}) imports ${other} (floor ${floorOf(other)}): ${to}` }];
  });
  return [...homeless, ...upward];
}

/** Nothing in client/ may lead to a signal, through however many files and even by type: a client that knows its signals cannot drop them. */
export function checkClientReach(sources: Sources): Violation[] {
  const edges = importsOf(sources).filter(({ to }) => to !== undefined);
  const start = Object.keys(sources).filter(path => roomOf(path) === 'client');
  const seen = new Map(start.map(path => [path, [path]]));
  const queue = [...start];
  const found: Violation[] = [];
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    const trail = seen.get(path) ?? [];
    for (const { from, to = '', line } of edges) {
      if (from !== path || seen.has(to)) continue;
      seen.set(to, [...trail, to]);
      if (signals.includes(roomOf(to))) found.push({ path, line, message: `client reaches a signal: ${[...trail, to].join(' -> ')}` });
      else queue.push(to);
    }
  }
  return found;
}
