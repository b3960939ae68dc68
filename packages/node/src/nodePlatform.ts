import {
  addDebugIds,
  consoleIntegration,
  continueFrom,
  extraErrorDataIntegration,
  hostOfNow,
  type Integration,
  type Platform,
  printUnsent,
  requestDataIntegration,
  type VigilOptions,
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
import { childProcessIntegration } from './children/childProcessIntegration';
import { workerThreadsIntegration } from './children/workerThreadsIntegration';
import { nodeContextIntegration } from './contexts/nodeContextIntegration';
import { builtin } from './env/builtin';
import { readEnv } from './env/readEnv';
import { systemErrorIntegration } from './errors/systemErrorIntegration';
import { httpIntegration } from './http/httpIntegration';
import { nativeNodeFetchIntegration } from './http/nativeNodeFetchIntegration';
import { modulesIntegration } from './modules/modulesIntegration';
import { hashSource } from './privacy/hashSource';
import { processEndIntegration } from './processEnd/processEndIntegration';
import { onUncaughtExceptionIntegration } from './processEnd/uncaughtException';
import { onUnhandledRejectionIntegration } from './processEnd/unhandledRejection';
import { processSessionIntegration } from './sessions/processSessionIntegration';
import { contextLinesIntegration } from './source/contextLines';
import { sourceMapsIntegration } from './source/sourceMapsIntegration';
import { withSpool } from './spool/withSpool';
import { nodeStackParser } from './stack/nodeStackParser';
import { createLateFiles } from './transport/lateFiles';
import { makeNodeTransport } from './transport/nodeTransport';

/** What is on unless said otherwise, in the order it runs. */
export function getDefaultIntegrations(_options?: VigilOptions): Integration[] {
  return [
    requestDataIntegration(),
    consoleIntegration({ format: builtin('node:util').format }),
    httpIntegration(),
    nativeNodeFetchIntegration(),
    childProcessIntegration(),
    onUncaughtExceptionIntegration(),
    onUnhandledRejectionIntegration(),
    extraErrorDataIntegration(),
    systemErrorIntegration(),
    // what it turns into other files must be known when source lines are read
    sourceMapsIntegration(),
    contextLinesIntegration(),
    nodeContextIntegration(),
    modulesIntegration(),
    workerThreadsIntegration(),
    processSessionIntegration(),
    processEndIntegration(),
  ];
}

export function nodePlatform(): Platform {
  return {
    sdkName: 'vigil.javascript.node',
    name: 'node',
    stackParser: nodeStackParser,
    transport: makeNodeTransport,
    enrich: addDebugIds(nodeStackParser),
    resumeTrace: continueFrom,
    files: createLateFiles(),
    defaultIntegrations: getDefaultIntegrations,
    extensions: [
      withRoutes,
      withRoutingDsns,
      withSpool(),
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
      ...(readEnv(process.env, 'NODE_ENV') === 'development' ? [printUnsent] : []),
      withWaitUntil(hostOfNow),
      withKeepAlive,
      // outermost: nothing before it sees what there is no consent for
      withConsent,
    ],
    server: true,
  };
}
