import { type Client, scrubUrl } from '@vigil/core';
import { watchHistory } from '../navigation/watchHistory';
import { addCrumb } from './addCrumb';

/** A breadcrumb of each navigation within the page, by paths. Query values never enter it. */
export function leaveHistoryCrumbs(client: Client): () => void {
  return watchHistory(client, ({ from, to }, owner) =>
    addCrumb(owner, 'history', () => ({ category: 'navigation', data: { from: pathOf(from), to: pathOf(to) } })),
  );
}

/** Within a page only these parts can change. */
function pathOf(href: string): string {
  const { pathname, search, hash } = new URL(href);
  return scrubUrl(pathname + search + hash);
}
