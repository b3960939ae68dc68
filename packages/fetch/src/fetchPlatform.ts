import {
  addDebugIds,
  consoleIntegration,
  continueFrom,
  createStackParser,
  extraErrorDataIntegration,
  geckoStackLineParser,
  getCurrentHub,
  type Host,
  hostOfNow,
  type Integration,
  type Platform,
  printUnsent,
  requestDataIntegration,
  type StackParser,
  type VigilOptions,
  v8StackLineParser,
  withArgumentChecks,
  withBugsink,
  withCheckIns,
  withConsent,
  withDebug,
  withExplain,
  withHiddenValues,
  withKeepAlive,
  withRedaction,
  withRoutes,
  withRoutingDsns,
  withSentryClient,
  withSentryHooks,
  withSpotlight,
  withWaitUntil,
} from '@vigil/core';
import { boundWaits } from './boundWaits';
import { createReviver } from './createReviver';
import { fetchIntegration } from './fetchIntegration';
import { FetchRequestHub } from './fetchRequestHub';
import { globalHandlersIntegration } from './globalHandlersIntegration';
import { hashSource } from './hashSource';
import { makeFetchTransport } from './makeFetchTransport';
import { isDevelopment } from './readEnvironment';
import { requestContextOf } from './requestContextOf';

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

/** What came with the request of now, else what its host tells of it. */
function findHost(): Host | undefined {
  const context = requestContextOf(getCurrentHub());
  return (context instanceof FetchRequestHub ? context.host : undefined) ?? hostOfNow();
}

const isWorker = (): boolean => 'WebSocketPair' in globalThis;

export function fetchPlatform(): Platform {
  return {
    sdkName: 'vigil.javascript.fetch',
    name: 'javascript',
    stackParser: defaultStackParser,
    transport: 'fetch' in globalThis ? makeFetchTransport : undefined,
    enrich: addDebugIds(defaultStackParser),
    resumeTrace: continueFrom,
    defaultIntegrations: getDefaultIntegrations,
    extensions: [
      ...(isWorker() ? [boundWaits] : []),
      withRoutes,
      withRoutingDsns,
      withHiddenValues,
      withRedaction(hashSource()),
      withBugsink,
      withSpotlight,
      withArgumentChecks,
      withDebug,
      withExplain,
      withSentryClient,
      withCheckIns,
      withSentryHooks,
      ...(isDevelopment() ? [printUnsent] : []),
      withWaitUntil(findHost),
      // a worker has no process, and may not touch the timer of another request
      ...(isWorker() ? [] : [withKeepAlive]),
      // outermost: nothing before it sees what there is no consent for
      withConsent,
    ],
    server: true,
    // where a process lives on, so do its sends
    ...(!('Bun' in globalThis || 'Deno' in globalThis) && { reviver: createReviver }),
  };
}
