import { type Client, safely, stopAll, wrapMethod } from '@vigil/core';
import { callerFiles } from '../owners/callerFiles';
import { type Tell, watchPage } from '../owners/watchPage';
import { heedRequest, newRequest, type PageRequest, type RequestPart } from './pageRequest';
import { createXhrState, type XhrState } from './xhrState';

/** Does this about the requests of `XMLHttpRequest` that are this client's. Returns the stop. */
export function watchXhr(client: Client, part: RequestPart): () => void {
  return watchPage('xhr', client, heedRequest(part), install);
}

function install(tell: Tell<PageRequest>): () => void {
  const proto = globalThis.XMLHttpRequest?.prototype;
  if (!proto) return () => {};
  const states = new WeakMap<XMLHttpRequest, XhrState>();
  const { setRequestHeader } = proto;
  return stopAll([
    wrapMethod(proto, 'open', original => {
      return function (this: XMLHttpRequest, ...args: [method: string, url: string | URL, async: boolean]): void {
        safely(() => {
          const state = states.get(this) ?? createXhrState(this);
          states.set(this, state);
          state.open(args[0], args[1], args.length > 2 && !args[2]);
        });
        original.apply(this, args);
      } as XMLHttpRequest['open'];
    }),
    wrapMethod(proto, 'setRequestHeader', original => {
      return function (this: XMLHttpRequest, name: string, value: string): void {
        original.call(this, name, value);
        safely(() => states.get(this)?.setHeader(name, value));
      };
    }),
    wrapMethod(proto, 'send', original => {
      return function wrapper(this: XMLHttpRequest, ...args): void {
        const state = states.get(this);
        const request = newRequest();
        if (state) {
          tell(request, () => callerFiles(wrapper));
          safely(() => state.begin(request, args[0], (name, value) => setRequestHeader.call(this, name, value)));
        }
        try {
          original.apply(this, args);
        } catch (error) {
          safely(() => state?.threw(error));
          throw error;
        }
      };
    }),
  ]);
}
