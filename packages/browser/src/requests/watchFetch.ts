import { type Client, copyShape, instrumentFetch, peek, wrapMethod } from '@vigil/core';
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
    let request = newRequest();
    const instrumented = instrumentFetch(original, () => request);
    function wrapper(this: unknown, ...args: Parameters<Fetch>): ReturnType<Fetch> {
      const call = newRequest();
      // a service worker that passes on a navigation: any init at all would change its mode
      if (peek(args[0], 'mode') !== 'navigate') tell(call, () => callerFiles(wrapper));
      if (!call.hub) return original.apply(this as typeof globalThis, args);
      request = call;
      return call.hub.run(() => instrumented.apply(this as typeof globalThis, args));
    }
    return copyShape(original, wrapper as Fetch);
  });
}
