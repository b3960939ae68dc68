import { type Client, safely, stopAll, wrapMethod } from '@vigil/core';
import { callerFiles } from '../owners/callerFiles';
import { listen } from '../owners/listen';
import { type Tell, watchPage } from '../owners/watchPage';

/** URLs, whole. Never the same. */
export interface Navigation {
  from: string;
  to: string;
}

/**
 * Tells of each navigation within the page that changes its URL: `pushState`, `replaceState`, the Navigation API, fragments, back and
 * forward. Returns the stop.
 */
export function watchHistory(client: Client, heed: (navigation: Navigation, owner: Client) => void): () => void {
  return watchPage('history', client, heed, install);
}

function install(tell: Tell<Navigation>): () => void {
  const { history, location, navigation } = globalThis as typeof globalThis & { navigation?: EventTarget };
  if (!history || !location) return () => {};
  let from = location.href;
  let isCalled = false;
  const look = (files: () => Array<string | undefined>) => {
    const to = location.href;
    if (to === from) return;
    const navigated = { from, to };
    from = to;
    tell(navigated, files);
  };
  // the Navigation API tells within the call of whoever navigates, which says whose it is
  const moved = () => void (isCalled || safely(() => look(() => [])));
  const wrap = (name: 'pushState' | 'replaceState') =>
    wrapMethod(history, name, original => {
      function wrapper(this: History, ...args: Parameters<History['pushState']>): void {
        isCalled = true;
        try {
          original.apply(this, args);
        } finally {
          isCalled = false;
        }
        safely(() => look(() => callerFiles(wrapper)));
      }
      return wrapper;
    });
  return stopAll([
    wrap('pushState'),
    wrap('replaceState'),
    // in the capture phase: before the page's own, where an error would want to know
    listen(globalThis, 'popstate', moved, true),
    listen(globalThis, 'hashchange', moved, true),
    listen(navigation, 'currententrychange', moved, true),
  ]);
}
