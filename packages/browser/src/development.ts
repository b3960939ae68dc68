// The entry of `@vigil/browser` under the `development` condition: warning texts come with core's own, and here is what helps to write a page.

import { type Client, printUnsent, sendToSidecar, type VigilOptions, withDebug, withExplain, withSpotlight } from '@vigil/core';
import { browserPlatform } from './browserPlatform';
import { createWith, initWith } from './init';
import { missingInPage, sayWhatIsMissing } from './missing';
import { withPageEnd } from './transport/withPageEnd';

export * from './index';

const helping = () => [
  withPageEnd(),
  sayWhatIsMissing(({ spotlight: _here, ...options }) => missingInPage(options)),
  withSpotlight,
  withDebug,
  withExplain,
  printUnsent,
];

export function init(options?: VigilOptions, sdkName?: string): Client {
  return initWith(sendToSidecar(options ?? {}), browserPlatform(true, helping()), sdkName);
}

export function createClient(options: VigilOptions): Client {
  return createWith(sendToSidecar(options ?? {}), browserPlatform(false, helping()));
}
