import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
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
const MAX_CHARACTERS = 16_777_216;

/** What stands behind the last comment, to the end of its line; nothing may follow it but blank lines and comments. */
function urlIn(code: Buffer): string | undefined {
  const at = code.lastIndexOf(COMMENT);
  if (at < 0) return undefined;
  const [url = '', ...rest] = code.toString('utf8', at + COMMENT.length).split('\n');
  return rest.every(line => /^\s*(?:\/\/.*)?$/.test(line)) ? url.trim() : undefined;
}

function textOf(url: string, file: string): { text: string; path: string } | undefined {
  const inline = /^data:application\/json[^,]*?(;base64)?,/.exec(url);
  if (inline) {
    const data = url.slice(inline[0].length);
    return { text: inline[1] ? Buffer.from(data, 'base64').toString() : decodeURIComponent(data), path: file };
  }
  // nothing but a file beside the code: no other scheme, and no other kind of file
  if (!/^(?![\w+.-]{2,}:)[^?#]*\.map$/.test(url)) return undefined;
  const path = resolve(dirname(file), decodeURIComponent(url));
  return isAsExecuted(path, MAX_CHARACTERS) ? { text: readFileSync(path, 'utf8'), path } : undefined;
}

function readMap(file: string): (LocatedMap & { size: number }) | undefined {
  try {
    const url = isAsExecuted(file) ? urlIn(readFileSync(file)) : undefined;
    const found = url ? textOf(url, file) : undefined;
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
 * each file once; keeps maps of 16 Mi characters, least recently used out. Never throws.
 */
export function createSourceMapReader(): (file: string) => LocatedMap | undefined {
  const known = new Map<string, ReturnType<typeof readMap>>();
  let total = 0;
  return file => {
    const map = known.has(file) ? known.get(file) : readMap(file);
    if (!known.delete(file)) total += map?.size ?? 0;
    known.set(file, map);
    for (const [oldest, entry] of known) {
      if (total <= MAX_CHARACTERS && known.size <= MAX_FILES) break;
      known.delete(oldest);
      total -= entry?.size ?? 0;
    }
    return map;
  };
}
