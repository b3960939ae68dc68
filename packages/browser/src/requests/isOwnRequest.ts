import { isSentryRequest } from '@vigil/core';
import { pageState } from '../owners/pageState';
import { absoluteUrl } from './pageUrl';

/** True for what a client of this page sends, through a tunnel of the page too. `url` is absolute. */
export function isOwnRequest(url: string): boolean {
  return pageState().clients.some(({ client }) => {
    const { tunnel } = client.getOptions();
    return isSentryRequest(url, client, tunnel && absoluteUrl(tunnel));
  });
}
