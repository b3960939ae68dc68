import { type Client, copyShape, originalOf, watchFetchCall, wrapMethod } from '@vigil/core';
import { callerFiles } from '../owners/callerFiles';
import { type Tell, watchPage } from '../owners/watchPage';
import { heedRequest, newRequest, type PageRequest, type RequestPart } from './pageRequest';

type Fetch = typeof globalThis.fetch;
type Call = (...args: unknown[]) => unknown;

/** Does this about the requests of `fetch` that are this client's. Returns the stop. */
export function watchFetch(client: Client, part: RequestPart): () => void {
  return watchPage('fetch', client, heedRequest(part), install);
}

function install(tell: Tell<PageRequest>): () => void {
  return wrapMethod(globalThis, 'fetch', original => {
    const native = originalOf(original);
    // by this name its frames are known, which a minifier leaves to a property
    const { vigilFetch } = {
      vigilFetch(fetch: Call, receiver: unknown, args: unknown[]): unknown {
        return fetch.apply(receiver, args);
      },
    };
    function wrapper(this: unknown, ...args: Parameters<Fetch>): unknown {
      const call = newRequest();
      tell(call, () => callerFiles(wrapper));
      const watched = call.hub?.run(() => watchFetchCall(args as Parameters<typeof watchFetchCall>[0], call));
      const result = vigilFetch((call.hub ? native : original) as Call, this, watched?.args ?? args);
      return watched ? watched.end(result) : result;
    }
    return copyShape(original, wrapper as unknown as Fetch);
  });
}
