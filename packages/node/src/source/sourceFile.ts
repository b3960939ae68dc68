import { statSync } from 'node:fs';
import { isAbsolute } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { StackFrame } from '@vigil/core';
import { isFileName } from './isFileName';

/** A stack is text that anybody can have written: only what looks like source code is read, whatever path stands in it. */
const SOURCE = /\.(?:[cm]?[jt]sx?|vue|svelte|astro|coffee)$/i;
/** Between two looks at a file. */
const FRESH_MS = 1000;
const MAX_KNOWN = 500;
/** The last line of a file this long is found in 6 ms, once; the loop stands still meanwhile. */
const MAX_BYTES = 4_194_304;

function toPath(name: string): string | undefined {
  if (name.startsWith('/') && !name.includes('?')) return name;
  try {
    const path = name.startsWith('file:') ? fileURLToPath(name) : name;
    // `import('./x.mjs?v=2')`
    return path.replace(/(\.[cm]?[jt]sx?)\?.*/s, '$1');
  } catch {
    return undefined;
  }
}

function pathOf(name: string): string | undefined {
  const path = toPath(name);
  if (!path || !isAbsolute(path)) return undefined;
  // a script may be started under a name without ending
  return SOURCE.test(path) || path === process.argv[1] ? path : undefined;
}

/** By the name in the stack: the same few files stand in every event. */
const known = new Map<string, string | undefined>();

/** The absolute path of the source file a frame stands in; undefined for builtins, evaluated code, `data:` and what is no source file. */
export function sourcePathOf({ abs_path, filename }: StackFrame): string | undefined {
  const name = abs_path ?? filename;
  if (!isFileName(name)) return undefined;
  let path = known.get(name);
  if (path === undefined && !known.has(name)) {
    path = pathOf(name);
    if (known.size >= MAX_KNOWN) known.clear();
    known.set(name, path);
  }
  return path;
}

/** True for a regular file of bounded size that has not changed since the process started: one that has may not be what is executed. */
export function isAsExecuted(path: string, maxBytes = MAX_BYTES): boolean {
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    return !!stat?.isFile() && stat.size <= maxBytes && stat.mtimeMs <= performance.timeOrigin;
  } catch {
    return false;
  }
}

/** `isAsExecuted`, asked of the file system once a second for each path: errors come in bursts. */
export function createSourceCheck(): (path: string) => boolean {
  const looks = new Map<string, { until: number; result: boolean }>();
  return path => {
    const now = performance.now();
    let entry = looks.get(path);
    if (!entry || entry.until <= now) {
      if (looks.size >= MAX_KNOWN) looks.clear();
      entry = { until: now + FRESH_MS, result: isAsExecuted(path) };
      looks.set(path, entry);
    }
    return entry.result;
  };
}
