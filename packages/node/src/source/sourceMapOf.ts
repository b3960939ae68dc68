import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { builtin } from '../env/builtin';
import { isAsExecuted } from './sourceFile';
import type { RawSourceMap, SourcePlace } from './sourceMap';

export interface LocatedMap {
  map: RawSourceMap;
  /** What its sources are relative to: the map's path, or the path of the file that it stands in. */
  path: string;
  /** What was looked up of late, by `line:column`. */
  known: Map<string, SourcePlace | undefined>;
}

const COMMENT = '//# sourceMappingURL=';
const MAX_FILES = 1000;
/** The map of a bundle of 20 MiB has 33: 0.15 s to read, once, and two and a half times its size in memory meanwhile. */
const MAX_CHARACTERS = 67_108_864;
/** What bundlers write below the comment. */
const MAX_NOTES = 65_536;

/** Of what is kept, and of one map or the file that it stands in: a process with a small heap must outlive its errors. */
function charactersAllowed(): number {
  return Math.min(MAX_CHARACTERS, builtin('node:v8').getHeapStatistics().heap_size_limit / 8);
}

/** What stands behind the last comment, to the end of its line; nothing may follow it but blank lines and comments. */
function urlIn(code: Buffer): string | undefined {
  const at = code.lastIndexOf(COMMENT);
  const end = code.indexOf('\n', at);
  // in the midst of code it is text of a program that reads maps: not to be decoded to the end of a whole bundle
  if (at < 0 || (end >= 0 && code.length - end > MAX_NOTES)) return undefined;
  const [url = '', ...rest] = code.toString('utf8', at + COMMENT.length).split('\n');
  return rest.every(line => /^\s*(?:\/\/.*)?$/.test(line)) ? url.trim() : undefined;
}

function textOf(url: string, file: string, limit: number): { text: string; path: string } | undefined {
  const inline = /^data:application\/json[^,]*?(;base64)?,/.exec(url);
  if (inline) {
    const data = url.slice(inline[0].length);
    return { text: inline[1] ? Buffer.from(data, 'base64').toString() : decodeURIComponent(data), path: file };
  }
  // nothing but a file beside the code: no other scheme, and no other kind of file
  if (!/^(?![\w+.-]{2,}:)[^?#]*\.map$/.test(url)) return undefined;
  const path = resolve(dirname(file), decodeURIComponent(url));
  return isAsExecuted(path, limit) ? { text: readFileSync(path, 'utf8'), path } : undefined;
}

function readMap(file: string, limit: number): (LocatedMap & { size: number }) | undefined {
  try {
    const url = isAsExecuted(file, limit) ? urlIn(readFileSync(file)) : undefined;
    const found = url ? textOf(url, file, limit) : undefined;
    if (!found) return undefined;
    // some servers want `)]}'` in front, so that a page cannot run it as a script
    const map = JSON.parse(found.text.replace(/^\)]}[^\n]*\n/, '')) as RawSourceMap;
    return { map, path: found.path, known: new Map(), size: found.text.length };
  } catch {
    // none that can be read: the frames stay as they are
    return undefined;
  }
}

/**
 * The source map of a file that runs, by its `//# sourceMappingURL=` (inline, or a `.map` beside it); undefined: none. Reads synchronously,
 * each file once; keeps maps of 64 Mi characters, where the heap is small of an eighth of it, least recently used out. Never throws.
 */
export function createSourceMapReader(): (file: string) => LocatedMap | undefined {
  const known = new Map<string, ReturnType<typeof readMap>>();
  let limit: number | undefined;
  let total = 0;
  return file => {
    limit ??= charactersAllowed();
    const map = known.has(file) ? known.get(file) : readMap(file, limit);
    if (!known.delete(file)) total += map?.size ?? 0;
    known.set(file, map);
    for (const [oldest, entry] of known) {
      if (total <= limit && known.size <= MAX_FILES) break;
      known.delete(oldest);
      total -= entry?.size ?? 0;
    }
    return map;
  };
}
