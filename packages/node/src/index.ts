// Vigil for Node: everything of core, and what makes a Node process report by itself.

export * from '@vigil/core';
export { type ChildProcessOptions, childProcessIntegration } from './children/childProcessIntegration';
export { workerThreadsIntegration } from './children/workerThreadsIntegration';
export { type NodeContextOptions, nodeContextIntegration } from './contexts/nodeContextIntegration';
export { cron } from './cron/cron';
export { diagnose } from './diagnose/diagnose';
export { getSentryRelease, NODE_VERSION, winterCGHeadersToDict } from './env/processNames';
export { getTraceEnv } from './env/processTrace';
export { type SystemErrorOptions, systemErrorIntegration } from './errors/systemErrorIntegration';
export {
  type ExpressErrorMiddleware,
  expressErrorHandler,
  setupConnectErrorHandler,
  setupExpressErrorHandler,
} from './frameworks/expressErrorHandler';
export { noteAdapter } from './frameworks/noteAdapter';
export { refusedApp } from './frameworks/refusedApp';
export type { ExpressRequest, FastifyHandled, RequestOf, WithUser } from './frameworks/requestTypes';
export { type FastifyErrorHandlerOptions, setupFastifyErrorHandler } from './frameworks/setupFastifyErrorHandler';
export { type HapiRequest, setupHapiErrorHandler } from './frameworks/setupHapiErrorHandler';
export { type KoaContext, setupKoaErrorHandler } from './frameworks/setupKoaErrorHandler';
export { httpIntegration } from './http/httpIntegration';
export type { HttpOptions } from './http/httpOptions';
export { type NodeFetchOptions, nativeNodeFetchIntegration } from './http/nativeNodeFetchIntegration';
export { holdRequestError, inRequestContext, type RequestErrorOptions, setRequestRoute, setRequestUser } from './http/requestErrors';
export { type RequestListenerOptions, wrapRequestListener } from './http/wrapRequestListener';
export { createClient, init, initWithoutDefaultIntegrations, type NodeOptions } from './init';
export * from './later';
export { createBunyanStream } from './logs/createBunyanStream';
export { createLog4jsAppender } from './logs/createLog4jsAppender';
export { createSentryWinstonTransport, type WinstonTransportOptions } from './logs/createSentryWinstonTransport';
export { type PinoIntegration, type PinoOptions, pinoIntegration } from './logs/pinoIntegration';
export { type NodeRuntimeMetricsOptions, nodeRuntimeMetricsIntegration } from './metrics/nodeRuntimeMetricsIntegration';
export type { RuntimeMetric } from './metrics/runtimeMetrics';
export { modulesIntegration } from './modules/modulesIntegration';
export { getClient, NodeClient } from './nodeClient';
export { getDefaultIntegrations, getDefaultIntegrations as getDefaultIntegrationsWithoutPerformance } from './nodePlatform';
export { processEndIntegration } from './processEnd/processEndIntegration';
export { type OnUncaughtExceptionOptions, onUncaughtExceptionIntegration } from './processEnd/uncaughtException';
export { type OnUnhandledRejectionOptions, onUnhandledRejectionIntegration } from './processEnd/unhandledRejection';
export { processSessionIntegration } from './sessions/processSessionIntegration';
export { type ContextLinesOptions, contextLinesIntegration } from './source/contextLines';
export { sourceMapsIntegration } from './source/sourceMapsIntegration';
export { createGetModuleFromFilename } from './stack/createGetModuleFromFilename';
export { nodeStackParser as defaultStackParser } from './stack/nodeStackParser';
export { stackTraceLimitIntegration } from './stack/stackTraceLimit';
export { makeNodeTransport } from './transport/nodeTransport';
export type { NodeTransportOptions } from './transport/nodeTransportOptions';
export { createMessageTunnel } from './tunnel/createMessageTunnel';
export { nodeTunnel } from './tunnel/nodeTunnel';
