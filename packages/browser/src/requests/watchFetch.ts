import { type Client, copyShape, originalOf, peek, watchedFetch, wrapMethod } from '@vigil/core';
import { callerFiles } from '../owners/callerFiles';
import { type Tell, watchPage } from '../owners/watchPage';
import { heedRequest, newRequest, type PageRequest, type RequestPart } from './pageRequest';

type Fetch = typeof globalThis.fetch;

/** Does this about the requests of `fetch` that are this client's. Returns the stop. */
export function watchFetch(client: Client, part: RequestPart): () => void {
  return watchPage('fetch', client, heedRequest(part), install);
}

function install(tell: Tell<PageRequest>): () => void {
  return wrapMethod(globalThis, 'fetch', original => {
    const native = originalOf(original);
    function wrapper(this: unknown, ...args: Parameters<Fetch>): unknown {
      const call = newRequest();
      // a service worker that passes on a navigation: any init at all would change its mode
      if (peek(args[0], 'mode') !== 'navigate') tell(call, () => callerFiles(wrapper));
      if (!call.hub) return original.apply(this as typeof globalThis, args);
      return call.hub.run(() => watchedFetch(native, this, args as Parameters<typeof watchedFetch>[2], call));
    }
    return copyShape(original, wrapper as unknown as Fetch);
  });
}
