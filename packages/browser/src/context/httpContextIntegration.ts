import { type Client, type Event, type Integration, pickQuery, requestCollection, scrubUrl } from '@vigil/core';
import { addContext } from './addContext';

/**
 * `HttpContext`: where it happened: URL, `Referer` and `User-Agent`, and how large the page is shown (`contexts.page`, CSS pixels). Default on.
 * Of the query the names, with the values that `dataCollection.urlQueryParams` or `sendDefaultPii` let in; no headers with
 * `dataCollection.httpHeaders: false`. What the application set stays.
 */
export function httpContextIntegration(): Integration {
  return {
    name: 'HttpContext',
    processEvent(event, _hint, client) {
      const { innerWidth, innerHeight } = globalThis;
      event.request = requestOf(client, event.request);
      return innerWidth ? addContext(event, 'page', { viewport_width: innerWidth, viewport_height: innerHeight }) : event;
    },
  };
}

function requestOf(client: Client, given: Event['request']): Event['request'] {
  const { headers, query: rule } = requestCollection(client);
  const { location, document, navigator } = globalThis;
  const request: Event['request'] = {};
  if (location) {
    // not put together of its parts: frames and workers made of text or a blob have others
    const { href, protocol, search } = location;
    request.url = scrubUrl(href.replace(search, ''));
    // the whole page stands in such an address
    const query = protocol !== 'data:' && pickQuery(search.slice(1), rule);
    if (query) request.query_string = query;
  }
  if (headers !== false) {
    const { referrer } = document ?? {};
    request.headers = { ...(referrer && { Referer: scrubUrl(referrer) }), ...(navigator && { 'User-Agent': navigator.userAgent }) };
  }
  const { headers: own, ...rest } = given ?? {};
  // an URL of its own is no part of this page's
  return { ...(rest.url === undefined && request), ...rest, ...((request.headers || own) && { headers: { ...request.headers, ...own } }) };
}
