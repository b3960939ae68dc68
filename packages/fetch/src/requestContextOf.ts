import type { Hub, RequestContext } from '@vigil/core';

/** The request that this context, or the one it was forked from, belongs to; undefined outside of any, and when it was sealed. */
export function requestContextOf(hub: Hub): RequestContext | undefined {
  const { request } = hub.request === hub ? hub : (hub.getIsolationScope().owner ?? {});
  return request as RequestContext | undefined;
}
