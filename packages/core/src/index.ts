// The public names of Vigil's core. Every package above re-exports them.

export { addBeforeSend } from './addBeforeSend';
export type { Callback } from './base/callback';
export type { ContextPort } from './base/carrier';
export { carrier } from './base/carrier';
export { copyShape } from './base/copyShape';
export { parseEnvBool } from './base/envBool';
export { isError, isObject, isThenable, peek } from './base/guards';
export { hubToTell } from './base/hubToTell';
export { keepAliveWhile } from './base/keepAliveWhile';
export { lastOf } from './base/lists';
export { matchesAny } from './base/pattern';
export { uuid4 } from './base/random';
export { safely } from './base/safely';
export { type SharedHook, settingsOf, useHook } from './base/sharedHook';
export { shortHash } from './base/shortHash';
export { stopAll } from './base/stopAll';
export { startTimer } from './base/timer';
export { SDK_VERSION } from './base/version';
export { within } from './base/within';
export { originalOf, wrapMethod } from './base/wrap';
export { bindScopeToEmitter } from './bindScopeToEmitter';
export * from './capture';
export { captureFeedback, type SendFeedbackParams } from './captureFeedback';
export { captureCheckIn } from './checkIns/captureCheckIn';
export { monitorRun } from './checkIns/monitorRun';
export { type CheckInClient, withCheckIns } from './checkIns/withCheckIns';
export { withMonitor } from './checkIns/withMonitor';
export { optionsWithoutEffect } from './client/checkOptions';
export type { ClientHooks } from './client/clientHooks';
export type { Client, Unsent } from './client/clientTypes';
export { defineIntegration, extendIntegration } from './client/defineIntegration';
export type { Explanation } from './client/explanation';
export { hasPending } from './client/hasPending';
export type * from './client/hint';
export type { Integration, IntegrationFn } from './client/integration';
export { logToStderr } from './client/logToStderr';
export type * from './client/options';
export type { ClientStats, Outcome, OutcomeStatus } from './client/outcomeTypes';
export type { Extension, Platform } from './client/platform';
export { printUnsent } from './client/printUnsent';
export { readableOptions } from './client/readableOptions';
export type * from './client/sentryItems';
export type * from './client/sentryOptions';
export { type SpotlightOptions, spotlightIntegration } from './client/spotlightIntegration';
export { withArgumentChecks } from './client/withArgumentChecks';
export { withBugsink } from './client/withBugsink';
export { withConsent } from './client/withConsent';
export { sayWhatIsOn, withDebug } from './client/withDebug';
export { withExplain } from './client/withExplain';
export { withHiddenValues } from './client/withHiddenValues';
export { withKeepAlive } from './client/withKeepAlive';
export { type HashSource, withRedaction } from './client/withRedaction';
export { type SentryClient, withSentryClient } from './client/withSentryClient';
export { withSentryHooks } from './client/withSentryHooks';
export { sendToSidecar, withSpotlight } from './client/withSpotlight';
export { withStore } from './client/withStore';
export { type Host, hostOfNow, hostsAmong, withWaitUntil } from './client/withWaitUntil';
export { createClient, init } from './createClient';
export { createTunnel, type GlobalRequest, type GlobalResponse } from './createTunnel';
export { diagnose } from './diagnose';
export type {
  Check,
  CheckId,
  DiagnoseOptions,
  DiagnosePlatform,
  Diagnosis,
  Finding,
  ProbeAnswer,
  ProbeRequest,
} from './diagnose/diagnosisTypes';
export { probeByFetch } from './diagnose/probeByFetch';
export { runDiagnosis } from './diagnose/runDiagnosis';
export { addExceptionMechanism } from './errors/addExceptionMechanism';
export { eventBreadcrumbsIntegration } from './errors/eventBreadcrumbsIntegration';
export { type ExtraErrorDataOptions, extraErrorDataIntegration } from './errors/extraErrorDataIntegration';
export { type HoldOptions, holdError, judgeErrors } from './errors/holdError';
export type { LinkOptions } from './errors/linkCauses';
export { linkedErrorsIntegration } from './errors/linkedErrorsIntegration';
export { type RewriteFramesOptions, rewriteFramesIntegration } from './errors/rewriteFramesIntegration';
export { type ValidationErrorsOptions, validationErrorsIntegration } from './errors/validationErrorsIntegration';
export type { ResponseEnd, ResponseLook, Verdict } from './errors/verdict';
export { addDebugIds } from './errors/withDebugIds';
export { type ZodErrorsOptions, zodErrorsIntegration } from './errors/zodErrorsIntegration';
export { explain } from './explain';
export { browserNoise } from './filters/browserNoise';
export { dedupeIntegration } from './filters/dedupeIntegration';
export { type EventFiltersOptions, eventFiltersIntegration, inboundFiltersIntegration } from './filters/eventFiltersIntegration';
export { eventHash } from './filters/eventHash';
export { groupingIntegration } from './filters/groupingIntegration';
export { parameterize, parameterize as fmt } from './filters/parameterize';
export { addFeatureFlag, type FeatureFlag } from './flags/addFeatureFlag';
export { type FeatureFlagsIntegration, featureFlagsIntegration } from './flags/featureFlagsIntegration';
export {
  buildLaunchDarklyFlagUsedHandler,
  type GrowthbookOptions,
  growthbookIntegration,
  launchDarklyIntegration,
  OpenFeatureIntegrationHook,
  openFeatureIntegration,
  type StatsigOptions,
  statsigIntegration,
  type UnleashOptions,
  unleashIntegration,
} from './flags/flagProviders';
export { getSecurityEndpoint, type SecurityEndpointOptions } from './getSecurityEndpoint';
export { bodySize } from './instrument/bodySize';
export { type CaptureConsoleOptions, captureConsoleIntegration } from './instrument/captureConsoleIntegration';
export { leaveConsoleCrumb } from './instrument/consoleCrumb';
export { type ConsoleOptions, consoleIntegration } from './instrument/consoleIntegration';
export { functionToStringIntegration } from './instrument/functionToStringIntegration';
export { type Ending, leaveCrumb, type Outgoing, type OutgoingSource } from './instrument/outgoingCrumb';
export { type ConsoleLevel, patchConsole } from './instrument/watchConsole';
export { type FetchFunction, type GlobalFetch, type InstrumentFetchOptions, instrumentFetch, watchFetchCall } from './instrumentFetch';
export type { Carrier } from './jobs/carrierTypes';
export type { Attempt, HandlerMeta, LambdaMeta } from './jobs/handlerMeta';
export { type InjectOptions, inject } from './jobs/inject';
export { isolateJob } from './jobs/isolateJob';
export { runWithCarrier } from './jobs/runWithCarrier';
export { type TrpcCall, type TrpcMiddlewareOptions, trpcMiddleware } from './jobs/trpcMiddleware';
export { watchWaits } from './jobs/watchWaits';
export { wrapHandler } from './jobs/wrapHandler';
export { type McpServerOptions, wrapMcpServerWithSentry } from './jobs/wrapMcpServer';
export * from './later';
export { logger, type StructuredLogger } from './logger';
export { captureLog, type LogMetadata } from './logs/captureLog';
export { consoleLine } from './logs/consoleLine';
export { type ConsoleLoggingOptions, consoleLoggingIntegration } from './logs/consoleLoggingIntegration';
export { createConsolaReporter, type LogReporterOptions } from './logs/createConsolaReporter';
export type { LogMethod } from './logs/log';
export { wantedLevels } from './logs/wantedLevels';
export { type MetricOptions, metrics } from './metrics/metrics';
export type { AdapterOptions, FrameworkError } from './request/adapterOptions';
export { type BodyTap, tapChunk } from './request/bodyTap';
export { type RequestCollection, requestCollection } from './request/collect';
export type { IncomingLike, RequestContext, RequestHeaders, ResponseLike } from './request/requestContext';
export { type RequestDataOptions, requestDataIntegration } from './request/requestDataIntegration';
export { type RequestOptions, type RequestSettings, requestSettings } from './request/requestSettings';
export { pickQuery } from './request/requestTarget';
export { steadyFilter } from './request/steadyFilter';
export { normalize } from './safe/normalize';
export type { Holder } from './safe/scrub';
export type { ScrubOptions } from './safe/scrubOptions';
export { scrubQuery, scrubUrl } from './safe/scrubUrl';
export { withRoutingDsns } from './safe/withRoutingDsns';
export { type CaptureContext, type ExclusiveEventHintOrCaptureContext, type ScopeContext, toHint } from './scope/captureContext';
export { listOf } from './scope/copyOf';
export { endedContext } from './scope/endedContext';
export { allFramesOf, exceptionsOf, framesOf } from './scope/exceptionsOf';
export { getCurrentHub, type HeldError, Hub } from './scope/hub';
export { callbackOf, checkOptionsOf, optionsFrom, refuse } from './scope/refuse';
export type { AppContexts, AppTags, AppUser, Register } from './scope/register';
export { Scope } from './scope/scope';
export type { ScopeData } from './scope/scopeData';
export { setContextPort } from './scope/setContextPort';
export { warnAnyway } from './scope/warnAnyway';
export {
  type CountedMinute,
  type CountedRequest,
  createRequestCounts,
  type RequestCounts,
} from './sessions/createRequestCounts';
export { followSessions } from './sessions/followSessions';
export type { Gravity } from './sessions/gravityOf';
export { type SessionAggregates, sessionsOff } from './sessions/sendSessions';
export { closeSession, makeSession, type SessionContext, updateSession } from './sessions/session';
export { captureSession, endSession, identifySession, pauseSession, resumeSession, startSession } from './sessions/startSession';
export { setTenant, type Tenant } from './setTenant';
export { geckoStackLineParser } from './stack/geckoLine';
export { isInApp } from './stack/inApp';
export { createStackParser } from './stack/parseStack';
export type { StackLineParser, StackLineParserFn, StackParser } from './stack/types';
export { v8StackLineParser, v8StackLineParser as chromeStackLineParser } from './stack/v8Line';
export { statsToPrometheus } from './statsToPrometheus';
export { mergeBaggage, parseBaggage } from './trace/baggage';
export { mergedHeaders } from './trace/mergedHeaders';
export {
  continueFrom,
  type IncomingTrace,
  outgoingHeaders,
  type PropagationContext,
  shouldPropagate,
  type TraceHeaders,
} from './trace/propagation';
export { type Quiet, quietly, useQuiet } from './trace/quietly';
export * from './traces';
export { createTransport, type PromiseBuffer, type TransportRequest, type TransportRequestExecutor } from './transport/createTransport';
export { headersNow, headersOf, headersPerSend } from './transport/headersPerSend';
export { makeFetchTransport } from './transport/makeFetchTransport';
export {
  MULTIPLEXED_TRANSPORT_EXTRA_KEY,
  type MultiplexedMatcher,
  type MultiplexedParams,
  type MultiplexedTarget,
  makeMultiplexedTransport,
} from './transport/makeMultiplexedTransport';
export type { Parcel, Revive } from './transport/parcel';
export type { Claim, Soon, Store, StoredEnvelope, StoreSettings } from './transport/store';
export { type DsnRoute, withRoutes } from './transport/withRoutes';
export { createForwarder } from './tunnel/createForwarder';
export type { TunnelAnswer, TunnelOptions, TunnelRequest } from './tunnel/tunnelTypes';
export { explainWarnings } from './warnings';
export type { CheckIn, MonitorConfig, MonitorSchedule } from './wire/checkIn';
export type * from './wire/contexts';
export type { DsnComponents } from './wire/dsn';
export { dsnToString, envelopeUrl, parseDsn as makeDsn } from './wire/dsn';
export { createEnvelope, serializeEnvelope } from './wire/envelope';
export type * from './wire/envelopeTypes';
export type * from './wire/event';
export { httpOutcome } from './wire/httpOutcome';
export { LOG_LEVELS } from './wire/logLevels';
export { parseEnvelope } from './wire/parseEnvelope';
export type * from './wire/sentryNames';
export type * from './wire/sessionTypes';
export type { SpanJSON } from './wire/spanJson';
export { wrap } from './wrap';
