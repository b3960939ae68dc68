import { type Client, copyShape, originalOf, watchFetchCall, wrapMethod } from '@vigil/core';
import { callerFiles } from '../owners/callerFiles';
import { type Tell, watchPage } from '../owners/watchPage';
import { createVigilFetch } from './createVigilFetch';
import { heedRequest, newRequest, type PageRequest, type RequestPart } from './pageRequest';

type Fetch = typeof globalThis.fetch;

/** Does this about the requests of `fetch` that are this client's. Returns the stop. */
export function watchFetch(client: Client, part: RequestPart): () => void {
  return watchPage('fetch', client, heedRequest(part), install);
}

function install(tell: Tell<PageRequest>): () => void {
  return wrapMethod(globalThis, 'fetch', original => {
    const native = originalOf(original);
    const vigilFetch = createVigilFetch();
    function wrapper(this: unknown, ...args: Parameters<Fetch>): unknown {
      const call = newRequest();
      tell(call, () => callerFiles(wrapper));
      const watched = call.hub?.run(() => watchFetchCall(args as Parameters<typeof watchFetchCall>[0], call));
      const result = vigilFetch(call.hub ? native : original, this, watched?.args ?? args);
      return watched ? watched.end(result) : result;
    }
    return copyShape(original, wrapper as unknown as Fetch);
  });
}
