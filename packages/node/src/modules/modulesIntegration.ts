import { allFramesOf, type Event, type Integration } from '@vigil/core';
import { isFileName } from '../source/isFileName';
import { createLoadedPackages } from './loadedPackages';

/** How long what CommonJS has loaded counts as known. Milliseconds. */
const LIST_MS = 10_000;
/** Files are told apart by text; beyond this many of them (bundlers that make up names) no more are looked at. */
const MAX_FILES = 2_000;
/** A list of 100 packages costs an event 15 us: nothing for an error, much for each of a flood, which learns nothing from it. */
const MAX_PER_SECOND = 20;

/**
 * `Modules`: the packages that are loaded, with the versions that were resolved (protocol 5.1). Default on. Of CommonJS all of them; of
 * ES modules, of which Node keeps no list, those that stand in a stack. Nothing is read before the first error; at most 300 small files
 * in all. Of a flood, the first 20 events of each second carry the list.
 */
export function modulesIntegration(): Integration {
  const packages = createLoadedPackages();
  const files = new Set<string>();
  let listedAt = Number.NEGATIVE_INFINITY;
  let second = 0;
  let inSecond = 0;

  function addFramesOf(event: Event): void {
    for (const { filename } of allFramesOf(event)) {
      if (!isFileName(filename) || files.size >= MAX_FILES || files.has(filename)) continue;
      // a copy: a piece of the stack text would keep the whole text in memory
      const own = Buffer.from(filename).toString();
      files.add(own);
      packages.add(own);
    }
  }
  function isFlood(now: number): boolean {
    if (now - second >= 1_000) {
      second = now;
      inSecond = 0;
    }
    return ++inSecond > MAX_PER_SECOND;
  }
  return {
    name: 'Modules',
    processEvent(event) {
      if (event.type !== undefined) return event;
      const now = performance.now();
      if (isFlood(now)) return event;
      if (now - listedAt >= LIST_MS) {
        listedAt = now;
        packages.addCommonJs();
      }
      addFramesOf(event);
      const versions = packages.versions();
      // names and versions of packages belong to nobody: events may share them
      if (Object.keys(versions).length) event.modules = event.modules ? { ...versions, ...event.modules } : versions;
      return event;
    },
  };
}
