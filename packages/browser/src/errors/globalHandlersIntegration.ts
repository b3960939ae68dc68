import { type Integration, stopAll } from '@vigil/core';
import { startStackTraceLimit } from './startStackTraceLimit';
import { watchErrors } from './watchErrors';
import { watchRejections } from './watchRejections';

export interface GlobalHandlersOptions {
  /** Uncaught errors. Default true. */
  onerror?: boolean | undefined;
  /** Unhandled rejections. Default true. */
  onunhandledrejection?: boolean | undefined;
}

/**
 * Reports what nobody caught, in a page or a worker. Listens, so `window.onerror` and `window.onunhandledrejection` stay the application's
 * own. Images and scripts that do not load are no errors of the page and are not reported. While it is on, V8 records fifty frames in
 * place of ten (docs/decisions/0003).
 */
export function globalHandlersIntegration(options?: GlobalHandlersOptions): Integration {
  const { onerror = true, onunhandledrejection = true } = options ?? {};
  return {
    name: 'GlobalHandlers',
    setup(client) {
      return stopAll([startStackTraceLimit(client), onerror && watchErrors(client), onunhandledrejection && watchRejections(client)]);
    },
  };
}
