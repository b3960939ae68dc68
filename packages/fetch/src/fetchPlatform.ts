import {
  addDebugIds,
  consoleIntegration,
  continueFrom,
  createStackParser,
  extraErrorDataIntegration,
  geckoStackLineParser,
  type Integration,
  makeFetchTransport,
  type Platform,
  requestDataIntegration,
  type StackParser,
  type VigilOptions,
  v8StackLineParser,
} from '@vigil/core';
import { fetchIntegration } from './fetchIntegration';
import { globalHandlersIntegration } from './globalHandlersIntegration';

// A send takes at most ten seconds. Where a process lives on, so do its sends.
const STRANDED_AFTER_MS = 15_000;

/** What is on unless said otherwise, in the order it runs. */
export function getDefaultIntegrations(_options?: VigilOptions): Integration[] {
  return [requestDataIntegration(), consoleIntegration(), fetchIntegration(), globalHandlersIntegration(), extraErrorDataIntegration()];
}

let parser: StackParser | undefined;

/** Reads the stacks of V8, and of JavaScriptCore and SpiderMonkey. */
export const defaultStackParser: StackParser = (...args) => {
  parser ??= createStackParser(v8StackLineParser, geckoStackLineParser);
  return parser(...args);
};

export function fetchPlatform(): Platform {
  return {
    sdkName: 'vigil.javascript.fetch',
    name: 'javascript',
    stackParser: defaultStackParser,
    transport: 'fetch' in globalThis ? makeFetchTransport : undefined,
    enrich: addDebugIds(defaultStackParser),
    resumeTrace: continueFrom,
    defaultIntegrations: getDefaultIntegrations,
    server: true,
    ...(!('Bun' in globalThis || 'Deno' in globalThis) && { strandedAfterMs: STRANDED_AFTER_MS }),
  };
}
