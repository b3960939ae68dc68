// Everything of the browser package, and what options can ask for beside it.

import { type Client, sendToSidecar, type VigilOptions } from '@vigil/core';
import { fullPlatform } from './fullPlatform';
import { createWith, initWith } from './init';

export * from './index';
export { makeFullTransport as makeFetchTransport } from './transport/makeFullTransport';

/** As that of `@vigil/browser`, with failover, all of `scrub`, Spotlight, Bugsink, `explain` and compression on. */
export function init(options?: VigilOptions): Client {
  return initWith(sendToSidecar(options ?? {}), fullPlatform(true));
}

/** As that of `@vigil/browser`, with failover, all of `scrub`, Spotlight, Bugsink, `explain` and compression on. */
export function createClient(options: VigilOptions): Client {
  return createWith(sendToSidecar(options ?? {}), fullPlatform(false));
}
